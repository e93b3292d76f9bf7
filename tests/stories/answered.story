# A customer calls, the one ready agent answers, the customer hangs up first.
# The plainest contact there is: every clock of it can be checked by hand.

queue billing wrap_up=10s
agent ana ready

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 12s   leg_rings ana
         -> offer_rang o1 ana caller1
at 14s   leg_answered ana
         -> offer_accepted o1 caller1 ana rang=4s
         -> contact_connected caller1 ana billing waited=4s total_waited=4s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=4s
at 1m14s leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=1m
         -> wrap_up_started caller1 ana ends_at=1m24s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=1m
at 1m24s tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=4s total_waited=4s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
