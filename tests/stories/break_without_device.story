# Ana asked for a break while she talked, and then her computer dies. The break needs no device: she
# has it, and is not kept as unreachable.

queue billing
agent ana ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    request_break ana personal
         -> agent_next_changed ana next_break=personal by=ana
at 10s   leg_gone ana network
         -> contact_lost_agent caller1 ana billing fault=network talked=9s
         -> contact_queued caller1 billing by=agent_lost queued_at=9s credit=24h
         -> agent_state_changed ana from=talking to=break break_kind=personal cause=device lasted=9s
at 15m   leg_gone caller1 hung_up
         -> contact_closed caller1 billing end=abandoned waited=14m51s total_waited=14m51s
              target=20s short_abandon=5s
at 16m   end_break ana
         -> agent_state_changed ana from=break to=ready cause=agent by=ana lasted=15m50s
