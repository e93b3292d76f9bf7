# Ana asks whoever is best in the cards queue: the most skilled of those who are ready.

queue billing
queue cards skills=cards:1 strategy=skill_fit
agent ana ready
agent ben ready skills=cards:2
agent carl ready skills=cards:7
agent dora skills=cards:9

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 6s    hold_contact ana caller1
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=hold caller1 cause=agent by=ana lasted=1s
at 10s   transfer ana caller1 cards consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=4s
         -> second_asked caller1 carl asked_by=ana cards o2 expires_at=30s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 12s   leg_answered carl
         -> second_joined caller1 carl o2 rang=2s
         -> agent_state_changed carl from=reserved to=consult caller1 cause=device lasted=2s
at 20s   hang_up carl caller1
         -> second_left caller1 carl end=left talked=8s
         -> agent_state_changed carl from=consult to=ready cause=agent by=carl lasted=8s
         -> agent_state_changed ana from=consult to=hold caller1 cause=supervisor by=carl lasted=10s
at 22s   request_break ben rest
         -> agent_state_changed ben from=ready to=break break_kind=rest cause=agent by=ben
              lasted=22s
at 22s   request_break carl rest
         -> agent_state_changed carl from=ready to=break break_kind=rest cause=agent by=carl
              lasted=2s
at 23s   transfer ana caller1 cards consult
         !! nobody_ready
