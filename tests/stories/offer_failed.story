# Our voice fails while it rings at Ana's phone. She and her phone did nothing wrong: she is ready
# as before, keeps her place, and caller1, who keeps theirs, may ring at her again at once. But only
# three times: then whatever fails fails for more than a moment, and caller1 rests before the next.

queue billing
agent ana ready
agent ben ready

at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 2s    leg_gone ana us
         -> offer_ended o1 caller1 ana end=failed rang=1s
         -> agent_state_changed ana from=reserved to=ready cause=system lasted=1s
         -> offer_made o2 caller1 ana billing expires_at=22s waited=1s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 3s    leg_gone ana released
         -> offer_ended o2 caller1 ana end=failed rang=1s
         -> agent_state_changed ana from=reserved to=ready cause=system lasted=1s
         -> offer_made o3 caller1 ana billing expires_at=23s waited=2s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 4s    leg_gone ana us
         -> offer_ended o3 caller1 ana end=failed rang=1s
         -> agent_state_changed ana from=reserved to=ready cause=system lasted=1s
         -> offer_made o4 caller1 ana billing expires_at=24s waited=3s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_gone ana us
         -> offer_ended o4 caller1 ana end=failed rang=1s rests=1s
         -> agent_state_changed ana from=reserved to=ready cause=system lasted=1s
at 6s    tick
         -> contact_queued caller1 billing by=offers_failed queued_at=1s
         -> offer_made o5 caller1 ana billing expires_at=26s waited=5s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 7s    leg_answered ana
         -> offer_accepted o5 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=6s total_waited=6s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 8s    leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=1s
         -> wrap_up_started caller1 ana ends_at=18s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=1s
