import theme from 'vitepress/theme';
import { h } from 'vue';
import FirstMinute from '../../parts/first-minute.md';
import './style.css';

export default {
  ...theme,
  Layout: () =>
    h(theme.Layout, null, { 'home-hero-image': () => h('div', { class: 'vp-doc first-minute' }, h(FirstMinute)) }),
};
