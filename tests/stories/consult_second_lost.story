# Ben's line dies while he talks with Ana, then his voice process: she has her caller on hold as
# before.

queue billing
agent ana ready
agent ben ready
agent carl ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 10s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 12s   leg_answered ben
         -> second_joined caller1 ben o2 rang=2s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=2s
at 20s   leg_gone ben network
         -> second_left caller1 ben end=unreachable talked=8s
         -> agent_state_changed ben from=consult to=unreachable cause=device lasted=8s
         -> agent_state_changed ana from=consult to=hold caller1 cause=device lasted=10s
at 25s   conference ana caller1 carl
         -> contact_resumed caller1 ana cause=agent held=15s
         -> agent_state_changed ana from=hold to=talking caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 carl asked_by=ana o3 expires_at=45s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=25s
at 26s   leg_answered carl
         -> second_joined caller1 carl o3 rang=1s
         -> agent_state_changed carl from=reserved to=talking caller1 cause=device lasted=1s
at 30s   leg_gone carl us
         -> second_left caller1 carl end=failed talked=4s
         -> agent_state_changed carl from=talking to=ready cause=system lasted=4s
