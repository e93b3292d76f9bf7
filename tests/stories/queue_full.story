# A queue takes contacts_max contacts, waiting and talking together. One more is refused at the
# door; when somebody leaves there is room again.

queue billing contacts_max=2

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
at 3s    contact_arrives caller3 billing
         !! queue_full
at 4s    leg_gone caller1 hung_up
         -> contact_closed caller1 billing end=short_abandoned waited=3s total_waited=3s target=20s
              short_abandon=5s
at 5s    contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=5s
