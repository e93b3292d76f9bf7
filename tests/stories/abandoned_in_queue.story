# Nobody is ready; the customer waits half a minute in the queue and hangs up.
# The contact is abandoned, with the wait that the service level needs.

queue billing target=20s short_abandon=5s
agent ana

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
at 40s   leg_gone caller1 hung_up
         -> contact_closed caller1 billing end=abandoned waited=30s total_waited=30s target=20s
              short_abandon=5s
