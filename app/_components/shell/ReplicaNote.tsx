import { createContext } from 'preact'
import type { ReplicaView } from '../../../db/replica'
import { formatMinute } from '../../_model/time'

/** What is known about the database if it is a replica. */
export const OfReplica = createContext<ReplicaView | undefined>(undefined)

/** How old the data is, in one line at the foot of every page of a replica; nothing for the database that mail is imported into. */
export function ReplicaNote() {
  return (
    <OfReplica.Consumer>
      {(replica) =>
        replica === undefined ? null : (
          <p className="shell-replica">
            A replica, as of <Minute iso={replica.asOf} />
            {replica.behind ? (
              <>
                ; it could not be brought up to date since <Minute iso={replica.checked} />
              </>
            ) : null}
            .
          </p>
        )
      }
    </OfReplica.Consumer>
  )
}

function Minute({ iso }: { readonly iso: string }) {
  return <time dateTime={iso}>{formatMinute(iso)} UTC</time>
}
