import { escapeHtml } from './escapeHtml.ts';
import { zip } from './zip.ts';

/** A piece of a Word document: a line of text, or a table of labels with room to write. */
export type Block =
  | { readonly title: string }
  | { readonly line: string }
  | { readonly rows: readonly (readonly [label: string, value: string, lines?: number])[] };

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FONT = '<w:rFonts w:ascii="SimSun" w:hAnsi="SimSun" w:eastAsia="SimSun"/>';
const EDGE = (['top', 'left', 'bottom', 'right', 'insideH', 'insideV'] as const)
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`).join('');

/** A small .docx that Word 2007 and later, WPS and LibreOffice open, and phones too. */
export function docx(blocks: readonly Block[]): Buffer {
  const body = blocks.map((block) => {
    if ('title' in block) return paragraph(block.title, 36, true, 'center');
    return 'line' in block ? paragraph(block.line, 21, false, 'left') : table(block.rows);
  }).join('');
  return zip({
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${HEAD}<w:document ${NAMESPACE}><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  });
}

function paragraph(text: string, halfPoints: number, bold: boolean, align: 'center' | 'left'): string {
  const size = String(halfPoints);
  return `<w:p><w:pPr><w:spacing w:before="60" w:after="60"/><w:jc w:val="${align}"/></w:pPr><w:r><w:rPr>${FONT}${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escapeHtml(text)}</w:t></w:r></w:p>`;
}

function table(rows: readonly (readonly [label: string, value: string, lines?: number])[]): string {
  const cell = (width: number, text: string, lines: number): string => (
    `<w:tc><w:tcPr><w:tcW w:w="${String(width)}" w:type="dxa"/></w:tcPr>${paragraph(text, 21, false, 'left')}${paragraph('', 21, false, 'left').repeat(lines)}</w:tc>`
  );
  const written = rows.map(([label, value, lines = 0]) => `<w:tr>${cell(2200, label, 0)}${cell(6800, value, lines)}</w:tr>`);
  return `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>${EDGE}</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="2200"/><w:gridCol w:w="6800"/></w:tblGrid>${written.join('')}</w:tbl>`;
}
