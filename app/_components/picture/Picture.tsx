import type { SeriesDocument } from '../../../db/queries/views'
import { pictureParts } from '../../_model/picture/parts'
import { pictureRows } from '../../_model/picture/rows'
import { shapePicture } from '../../_model/picture/shape'
import { MarkShapes } from '../marks/ChangeMark'
import { ScrollBox } from '../shell/ScrollBox'
import { LeftOut } from './LeftOut'
import { PeopleRows } from './PeopleRows'
import { PictureCards, PictureHead } from './PictureHead'
import { PictureLegend } from './PictureLegend'
import { Block, WholeRow } from './PictureRows'

/** With more columns than this, the oldest are hidden on any screen until somebody asks for them. */
const MANY_COLUMNS = 5

/**
 * The story of a series in one picture: rows are patches and reviewers, columns versions, the newest beside the title. A cell has what changed and
 * what was said; above each column a card has what the version did about the one before.
 */
export function Picture({ series }: { readonly series: SeriesDocument }) {
  const shape = shapePicture(series)
  const parts = pictureParts(series, shape)
  const { length } = parts.columns
  return (
    <>
      <MarkShapes />
      <div
        className={`picture-box ${length < 3 ? 'picture-few' : length > MANY_COLUMNS ? 'picture-many' : 'picture-some'}`}
      >
        <ScrollBox label="Patches and reviewers by version" className="picture-scroll">
          <table className="picture">
            <caption className="visually-hidden">
              What changed in each patch from version to version, newest version first, and what was said about it.
              Every cell links to what changed in that step, every mark to its mail.
            </caption>
            <colgroup>
              <col className="picture-titles" />
              {parts.columns.map(({ folded }, index) => (
                <col
                  className={index === 0 ? 'picture-newest' : folded === null ? 'picture-older' : 'picture-narrow'}
                />
              ))}
            </colgroup>
            <PictureHead parts={parts} />
            <PictureCards parts={parts} />
            <WholeRow parts={parts} />
            {pictureRows(series, shape).map((block) => (
              <Block parts={parts} block={block} />
            ))}
            <PeopleRows parts={parts} />
          </table>
        </ScrollBox>
      </div>
      <LeftOut series={series} {...shape} />
      {length === 1 ? <PictureLegend parts={parts} /> : null}
    </>
  )
}
