// Pictures of the demo's goods, drawn here: plain shapes on a quiet ground, as SVG that the server turns into photos.
const SIDE = 800;

const DRAWINGS = {
  tin: (c: string) =>
    `<rect x="270" y="250" width="260" height="330" rx="22" fill="${c}"/><rect x="256" y="205" width="288" height="70" rx="24" fill="${c}"/><rect x="256" y="205" width="288" height="70" rx="24" fill="#000" opacity=".16"/><rect x="300" y="340" width="200" height="150" rx="10" fill="#fffdf6"/><path d="M400 366c58 34 58 72 0 102-58-30-58-68 0-102z" fill="${c}"/><path d="M400 372v92" stroke="#fffdf6" stroke-width="5"/>`,
  cup: (c: string) =>
    `<path d="M250 340h270v90a135 135 0 0 1-270 0z" fill="${c}"/><ellipse cx="385" cy="340" rx="135" ry="34" fill="#fffdf6"/><ellipse cx="385" cy="342" rx="112" ry="24" fill="${c}" opacity=".55"/><path d="M520 370c70-10 70 100-12 98" fill="none" stroke="${c}" stroke-width="26"/><path d="M340 280c-22-40 22-50 0-90M410 280c-22-40 22-50 0-90" fill="none" stroke="#fff" stroke-width="14" stroke-linecap="round"/>`,
  box: (c: string) =>
    `<rect x="200" y="320" width="400" height="240" rx="16" fill="${c}"/><rect x="180" y="270" width="440" height="86" rx="16" fill="${c}"/><rect x="180" y="270" width="440" height="86" rx="16" fill="#fff" opacity=".16"/><rect x="380" y="270" width="40" height="290" fill="#f2d492"/><path d="M400 270c-60-90-140-40-80 0M400 270c60-90 140-40 80 0" fill="none" stroke="#f2d492" stroke-width="20"/>`,
  teapot: (c: string) =>
    `<path d="M250 420a150 130 0 0 0 300 0z" fill="${c}"/><ellipse cx="400" cy="420" rx="150" ry="34" fill="#fffdf6"/><path d="M290 400a110 70 0 0 1 220 0z" fill="${c}"/><circle cx="400" cy="322" r="20" fill="${c}"/><ellipse cx="400" cy="565" rx="170" ry="26" fill="#fffdf6"/><ellipse cx="400" cy="560" rx="110" ry="14" fill="${c}" opacity=".4"/>`,
  fruit: (c: string) =>
    `<circle cx="320" cy="450" r="118" fill="${c}"/><circle cx="490" cy="455" r="112" fill="${c}"/><circle cx="405" cy="340" r="112" fill="${c}"/><circle cx="370" cy="305" r="26" fill="#fff" opacity=".35"/><path d="M405 232c34-52 92-46 104-34-24 46-66 54-104 34z" fill="#4d8b3f"/><path d="M405 250v-30" stroke="#6b4a2b" stroke-width="10"/>`,
  eggs: (c: string) =>
    `<ellipse cx="300" cy="430" rx="78" ry="100" fill="${c}"/><ellipse cx="500" cy="430" rx="78" ry="100" fill="#f1ddc6"/><ellipse cx="400" cy="390" rx="84" ry="108" fill="${c}"/><ellipse cx="372" cy="350" rx="20" ry="30" fill="#fff" opacity=".4"/><path d="M190 470h420l-40 100H230z" fill="#8e6b45"/>`,
  greens: (c: string) =>
    `<path d="M400 560C250 480 230 330 300 220c60 70 90 160 100 340z" fill="${c}"/><path d="M400 560c150-80 170-230 100-340-60 70-90 160-100 340z" fill="${c}"/><path d="M400 560c-60-140-40-280 0-370 40 90 60 230 0 370z" fill="#8cc46e"/><path d="M400 560V250" stroke="#fff" stroke-width="8" opacity=".6"/>`,
  sack: (c: string) =>
    `<path d="M260 300c-40 90-50 200-20 280h320c30-80 20-190-20-280z" fill="${c}"/><path d="M280 230h240l-34 78H314z" fill="${c}"/><rect x="300" y="288" width="200" height="22" rx="11" fill="#6b4a2b"/><circle cx="400" cy="440" r="74" fill="#fffdf6"/><path d="M400 386c26 30 26 76 0 108-26-32-26-78 0-108z" fill="${c}"/>`,
  jar: (c: string) =>
    `<rect x="270" y="300" width="260" height="290" rx="46" fill="${c}"/><rect x="290" y="240" width="220" height="70" rx="14" fill="#8a5a2b"/><rect x="300" y="380" width="200" height="120" rx="12" fill="#fffdf6"/><path d="M400 396l30 17v35l-30 17-30-17v-35z" fill="${c}"/><rect x="292" y="330" width="20" height="220" rx="10" fill="#fff" opacity=".35"/>`,
  mushroom: (c: string) =>
    `<path d="M220 400c0-120 360-120 360 0-20 50-340 50-360 0z" fill="${c}"/><path d="M340 430c0 70-20 110-24 150h168c-4-40-24-80-24-150z" fill="#f4e9da"/><path d="M300 360l40-20M400 340v-34M480 370l34-20" stroke="#f4e9da" stroke-width="14" stroke-linecap="round"/>`,
  bottle: (c: string) =>
    `<path d="M360 200h80v100c50 34 70 70 70 120v150a30 30 0 0 1-30 30H320a30 30 0 0 1-30-30V420c0-50 20-86 70-120z" fill="${c}"/><rect x="352" y="170" width="96" height="50" rx="12" fill="#4c3b1d"/><rect x="310" y="420" width="180" height="110" rx="10" fill="#fffdf6"/><path d="M400 438c24 26 24 52 0 76-24-24-24-50 0-76z" fill="${c}"/>`,
  basket: (c: string) =>
    `<path d="M210 380h380l-46 210H256z" fill="${c}"/><path d="M250 380c0-180 300-180 300 0" fill="none" stroke="${c}" stroke-width="28"/><path d="M222 440h356M234 500h332M246 555h308M300 380l16 210M400 380v210M500 380l-16 210" stroke="#fff" stroke-width="8" opacity=".4"/>`,
  cloth: (c: string) =>
    `<path d="M200 300h400v230l-50 40-50-40-50 40-50-40-50 40-50-40-50 40-50-40z" fill="${c}"/><path d="M200 350h400M200 400h400M260 300v240M320 300v230M480 300v230M540 300v240" stroke="#fff" stroke-width="8" opacity=".45"/>`,
  soap: (c: string) =>
    `<rect x="220" y="420" width="360" height="130" rx="40" fill="${c}"/><rect x="250" y="300" width="300" height="110" rx="36" fill="#f4efe2"/><path d="M400 324c30 16 30 40 0 60-30-20-30-44 0-60z" fill="${c}"/><circle cx="560" cy="270" r="24" fill="#fff" opacity=".7"/><circle cx="600" cy="330" r="14" fill="#fff" opacity=".7"/>`,
  flowers: (c: string) =>
    `<path d="M400 430l-70 170h140z" fill="#e9dcc4"/><path d="M400 440C360 360 330 330 300 300M400 440V280M400 440c40-80 70-110 100-140" stroke="#5f8f5a" stroke-width="12" fill="none"/><circle cx="300" cy="280" r="62" fill="${c}"/><circle cx="400" cy="240" r="70" fill="#f0b7a4"/><circle cx="500" cy="280" r="62" fill="${c}"/><circle cx="300" cy="280" r="22" fill="#fff" opacity=".6"/><circle cx="400" cy="240" r="24" fill="#fff" opacity=".6"/><circle cx="500" cy="280" r="22" fill="#fff" opacity=".6"/>`,
  book: (c: string) =>
    `<path d="M230 260h170v330H260a30 30 0 0 1-30-30z" fill="${c}"/><path d="M400 260h170v300a30 30 0 0 1-30 30H400z" fill="${c}"/><path d="M250 280h142v290H270a20 20 0 0 1-20-20zM408 280h142v270a20 20 0 0 1-20 20H408z" fill="#fffdf6"/><path d="M280 340h86M280 380h86M280 420h60M436 340h86M436 380h86" stroke="${c}" stroke-width="10" opacity=".5"/>`,
  bowl: (c: string) =>
    `<path d="M210 390h380c0 120-80 190-190 190s-190-70-190-190z" fill="${c}"/><ellipse cx="400" cy="390" rx="190" ry="46" fill="#fffdf6"/><circle cx="330" cy="380" r="34" fill="#e8872a"/><circle cx="410" cy="372" r="38" fill="#8cc46e"/><circle cx="480" cy="384" r="30" fill="#c0504d"/><path d="M540 240L430 380M580 260L460 386" stroke="#6b4a2b" stroke-width="12" stroke-linecap="round"/>`,
  leaf: (c: string) =>
    `<path d="M400 600C220 500 220 320 400 180c180 140 180 320 0 420z" fill="${c}"/><path d="M400 600V240M400 360l-70-50M400 360l70-50M400 450l-80-56M400 450l80-56" stroke="#fff" stroke-width="10" opacity=".6" fill="none"/>`,
  wheel: (c: string) =>
    `<circle cx="400" cy="400" r="190" fill="#3a4349"/><circle cx="400" cy="400" r="126" fill="${c}"/><circle cx="400" cy="400" r="34" fill="#f4f6f7"/><path d="M400 290v70M400 440v70M290 400h70M440 400h70M322 322l50 50M428 428l50 50M478 322l-50 50M372 428l-50 50" stroke="#f4f6f7" stroke-width="16" stroke-linecap="round"/>`,
} as const satisfies Readonly<Record<string, (colour: string) => string>>;

export type Motif = keyof typeof DRAWINGS;

/** A square SVG without any text, so that it looks the same whatever fonts a machine has. */
export const pictureOf = (motif: Motif, colour: string, ground: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}">
<defs><radialGradient id="g" cx=".5" cy=".4" r=".75"><stop offset="0" stop-color="#ffffff"/><stop offset="1" stop-color="${ground}"/></radialGradient></defs>
<rect width="${SIDE}" height="${SIDE}" fill="url(#g)"/><ellipse cx="400" cy="612" rx="230" ry="30" fill="#000" opacity=".08"/>${DRAWINGS[motif](colour)}</svg>`;
