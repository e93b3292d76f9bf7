# The core stalls: it hears of Ana's answer three seconds after it, when her offer is over by its
# clock. She answered in time, so caller1 is hers; they waited until the answer, and the talk counts
# from there. Ben's answer came after his offer's end and is none.

queue billing ring=20s wrap_up=0s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 2s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=2s
         -> offer_made o2 caller2 ben billing expires_at=22s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=2s
at 21s   leg_answered ana age=3s
         -> offer_accepted o1 caller1 ana rang=18s
         -> contact_connected caller1 ana billing waited=18s total_waited=18s target=20s first=yes
              late=3s
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=21s
and      tick
at 24s   leg_answered ben age=2s
and      tick
         -> offer_ended o2 caller2 ben end=expired rang=22s
         -> agent_state_changed ben from=reserved to=missed cause=timer lasted=22s
at 30s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=12s
         -> contact_closed caller1 billing ana end=handled waited=18s total_waited=18s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=customer lasted=9s
         -> offer_made o3 caller2 ana billing expires_at=50s waited=28s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
