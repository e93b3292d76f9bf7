# A number that no queue has is refused; so is that of a queue that was retired.

queue billing number=5000
queue sales number=5001

at 1s    contact_arrives caller1 dialed=4711
         !! number_unknown
at 2s    contact_arrives caller2 dialed=5001
         -> contact_arrived caller2 sales
         -> contact_queued caller2 sales by=arrival queued_at=2s
at 3s    leg_gone caller2 hung_up
         -> contact_closed caller2 sales end=short_abandoned waited=1s total_waited=1s target=20s
              short_abandon=5s
at 4s    apply
         + retire queue sales
         -> operation_applied version=2
at 5s    contact_arrives caller3 dialed=5001
         !! number_unknown
