# Three who left while nobody heard of it. Caller1 spoke with Ana and hung up at 8 s: the talk ended
# there, Ana's own time did not. Caller2 waited from 2 s and gave up at 4 s, a short one. Caller3,
# whose agent was lost at 9 s, waits on from that moment.

queue billing wrap_up=10s short_abandon=5s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 1s    contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=1s
         -> offer_made o2 caller3 ben billing expires_at=21s
         -> agent_state_changed ben from=ready to=reserved caller3 cause=routing lasted=1s
at 1s    leg_answered ben
         -> offer_accepted o2 caller3 ben
         -> contact_connected caller3 ben billing target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller3 cause=device
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
at 12s   leg_gone caller1 hung_up age=4s
         -> contact_released caller1 ana billing by=customer talked=7s late=4s
         -> wrap_up_started caller1 ana ends_at=22s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=11s
at 12s   leg_gone caller2 hung_up age=8s
         -> contact_closed caller2 billing end=short_abandoned waited=2s total_waited=2s target=20s
              short_abandon=5s late=8s
at 12s   leg_gone ben network age=3s
         -> contact_lost_agent caller3 ben billing fault=network talked=8s late=3s
         -> contact_queued caller3 billing by=agent_lost queued_at=9s credit=24h
         -> agent_state_changed ben from=talking to=unreachable cause=device lasted=11s
at 15s   leg_gone caller3 hung_up
         -> contact_closed caller3 billing end=abandoned waited=6s total_waited=6s target=20s
              short_abandon=5s
at 22s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
