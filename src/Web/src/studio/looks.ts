import { renderIconDefinitionToSVGElement } from '@ant-design/icons-svg/es/helpers';
import type { IconDefinition } from '@ant-design/icons-svg/es/types';
import { icons } from './icons';
import type { Language } from './language';
import { endpoint } from './session';

/** What the server says about an activity beside what Studio reads. */
type Look = {
  typeName: string;
  displayName: string;
  description: string;
  customProperties: Partial<Record<'Icon' | 'Color' | 'DisplayNameZh' | 'DescriptionZh', string>>;
};

/** Gives our activities their icons and colours, on the canvas and in the palette: Studio's own table knows Elsa's types only.
 * @returns the activities' names in the language, for the overlay. */
export async function dressActivities(language: Language): Promise<Map<string, string>> {
  const looks = await askLooks();
  const dressed = looks.filter((look) => look.customProperties.Icon ?? look.customProperties.Color);
  const sheet = document.createElement('style');
  sheet.textContent = dressed.map(ruleOf).join('\n');
  document.head.append(sheet);
  dressPalette(dressed, language);
  return namesOf(looks, language);
}

async function askLooks(): Promise<Look[]> {
  const answer = await fetch(`${endpoint}/descriptors/activities`);
  return answer.ok ? ((await answer.json()) as { items: Look[] }).items : [];
}

function ruleOf({ typeName, customProperties: { Icon, Color } }: Look) {
  const wrapper = `elsa-activity-wrapper[activity-json*='"type":"${typeName}"']`;
  const card = `.mud-paper[data-look="${typeName}"]`;
  const accent = Color
    ? `${wrapper}, ${wrapper} * { --elsa-activity-accent: ${Color} !important; }
${card} { border-left-color: ${Color} !important; }`
    : '';
  const icon = iconOf(Icon);
  if (!icon) return accent;
  const mask = `url("data:image/svg+xml,${encodeURIComponent(svgOf(icon))}")`;
  return `${accent}
${wrapper} .activity-icon > *, ${card} svg > * { display: none; }
${wrapper} .activity-icon::before { content: ''; display: block; width: 20px; height: 20px; background: currentColor; mask: ${mask} center / contain no-repeat; }
${card} svg { background: ${Color ?? 'currentColor'}; mask: ${mask} center / contain no-repeat; }`;
}

/** Marks the cards of the palette with their types. Studio reuses them for other activities when it is filtered, and breaks when anything
 * inside them is replaced: so only an attribute is set, again after every change. */
function dressPalette(looks: Look[], language: Language) {
  const byName = new Map(
    looks.flatMap((look) =>
      [
        look.displayName,
        language === 'zh' ? (look.customProperties.DisplayNameZh ?? look.displayName) : look.displayName,
      ].map((name) => [name, look] as const),
    ),
  );
  const dress = () => {
    for (const card of document.querySelectorAll<HTMLElement>('.mud-paper[draggable="true"]')) {
      const look = byName.get(card.textContent?.trim() ?? '')?.typeName;
      if (card.dataset.look === look) continue;
      if (look) card.dataset.look = look;
      else delete card.dataset.look;
    }
  };
  new MutationObserver(dress).observe(document.body, { childList: true, characterData: true, subtree: true });
}

function namesOf(looks: Look[], language: Language) {
  const names = new Map<string, string>();
  if (language !== 'zh') return names;
  for (const { displayName, description, customProperties } of looks) {
    if (customProperties.DisplayNameZh) names.set(displayName, customProperties.DisplayNameZh);
    if (customProperties.DescriptionZh) names.set(description, customProperties.DescriptionZh);
  }
  return names;
}

const iconOf = (name: string | undefined) => (name ? icons[name] : undefined);

const svgOf = (icon: IconDefinition) =>
  renderIconDefinitionToSVGElement(icon, {
    extraSVGAttrs: { xmlns: 'http://www.w3.org/2000/svg', fill: 'currentColor' },
  });
