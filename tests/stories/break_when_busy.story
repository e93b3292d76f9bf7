# Asked for in a conversation, a break waits until the contact is over, wrap-up included. Saying
# ready takes it back. What is asked for while it rings is given even when nobody answers.

queue billing wrap_up=10s ring=20s
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
at 2s    request_break ana meal
         -> agent_next_changed ana next_break=meal by=ana
at 3s    set_ready ana
         -> agent_next_changed ana by=ana
at 4s    request_break ana rest
         -> agent_next_changed ana next_break=rest by=ana
at 10s   leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=9s
         -> wrap_up_started caller1 ana ends_at=20s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=9s
at 20s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=break break_kind=rest cause=timer lasted=10s
at 5m    end_break ana
         -> agent_state_changed ana from=break to=ready cause=agent by=ana lasted=4m40s
at 6m    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=6m
         -> offer_made o2 caller2 ana billing expires_at=6m20s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=1m
at 6m1s  request_break ana personal
         -> agent_next_changed ana next_break=personal by=ana
at 6m20s tick
         -> offer_ended o2 caller2 ana end=expired rang=20s
         -> agent_state_changed ana from=reserved to=break break_kind=personal cause=agent
              lasted=20s
