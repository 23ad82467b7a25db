/** What the reference needs beyond TypeDoc: which errors are thrown, and nothing of how classes are put together inside. */
import { Converter, ReflectionKind } from 'typedoc';

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const shown = project.getReflectionsByKind(ReflectionKind.Class | ReflectionKind.Interface);
    const classes = new Map(shown.map((reflection) => [reflection.name, reflection]));
    // `instanceof` is how errors are told apart; how that is made is not the reader's
    for (const reflection of Object.values(project.reflections))
      if (reflection.name === '[hasInstance]') project.removeReflection(reflection);
    for (const reflection of Object.values(project.reflections)) {
      for (const tag of reflection.comment?.blockTags ?? []) if (tag.tag === '@throws') nameErrors(tag, classes);
      // a class of which the reader knows nothing is no parent
      if (reflection.extendedTypes)
        reflection.extendedTypes = reflection.extendedTypes.filter(({ name }) => classes.has(name) || name === 'Error');
      if (reflection.extendedTypes?.length === 0) delete reflection.extendedTypes;
    }
  });
  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => {
      for (const reflection of Object.values(project.reflections)) {
        delete reflection.inheritedFrom;
        delete reflection.overwrites;
      }
    },
    -1000,
  );
}

/** `@throws {InvalidURL | InvalidHeader} where …`: TypeDoc keeps the types, and its markdown leaves them out. */
function nameErrors(tag, classes) {
  if (!tag.typeAnnotation) return;
  const names = tag.typeAnnotation.replace(/^\{|\}$/g, '').split('|');
  const parts = names.flatMap((text, at) => {
    const name = text.trim();
    const target = classes.get(name);
    const shown = target
      ? { kind: 'inline-tag', tag: '@link', text: name, target }
      : { kind: 'code', text: `\`${name}\`` };
    return at === 0 ? [shown] : [{ kind: 'text', text: ', ' }, shown];
  });
  if (tag.content.length > 0) parts.push({ kind: 'text', text: ' ' });
  tag.content.unshift(...parts);
}
