# Who hangs up within the queue's short_abandon did not really wait: exactly at the limit is still
# short, one microsecond later is not.

queue billing short_abandon=5s

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
at 10s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=10s
at 15s   leg_gone caller1 hung_up
         -> contact_closed caller1 billing end=short_abandoned waited=5s total_waited=5s target=20s
              short_abandon=5s
at 15s1us leg_gone caller2 hung_up
         -> contact_closed caller2 billing end=abandoned waited=5s1us total_waited=5s1us target=20s
              short_abandon=5s
