# Whom Ana asks does not want to, does not answer, cannot be reached, or is lost by us: she has her
# caller on hold as before, each time.

queue billing
agent ana ready
agent ben ready
agent carl ready
agent dora ready
agent eva ready
agent finn ready

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
at 12s   decline_offer ben caller1
         -> second_left caller1 ben end=declined rang=2s
         -> agent_state_changed ben from=reserved to=missed cause=agent by=ben lasted=2s
         -> agent_state_changed ana from=consult to=hold caller1 cause=supervisor by=ben lasted=2s
at 15s   transfer ana caller1 carl consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=3s
         -> second_asked caller1 carl asked_by=ana o3 expires_at=35s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=15s
at 35s   tick
         -> second_left caller1 carl end=expired rang=20s
         -> agent_state_changed carl from=reserved to=missed cause=timer lasted=20s
         -> agent_state_changed ana from=consult to=hold caller1 cause=timer lasted=20s
at 40s   transfer ana caller1 dora consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 dora asked_by=ana o4 expires_at=1m
         -> agent_state_changed dora from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=40s
at 41s   leg_gone dora unreachable
         -> second_left caller1 dora end=unreachable rang=1s
         -> agent_state_changed dora from=reserved to=unreachable cause=device lasted=1s
         -> agent_state_changed ana from=consult to=hold caller1 cause=device lasted=1s
at 45s   transfer ana caller1 eva consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=4s
         -> second_asked caller1 eva asked_by=ana o5 expires_at=1m5s
         -> agent_state_changed eva from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=45s
at 46s   leg_gone eva us
         -> second_left caller1 eva end=failed rang=1s
         -> agent_state_changed eva from=reserved to=ready cause=system lasted=1s
         -> agent_state_changed ana from=consult to=hold caller1 cause=system lasted=1s
at 50s   transfer ana caller1 finn consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=4s
         -> second_asked caller1 finn asked_by=ana o6 expires_at=1m10s
         -> agent_state_changed finn from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=50s
at 51s   request_break finn rest
         -> agent_next_changed finn next_break=rest by=finn
at 52s   leg_gone finn declined
         -> second_left caller1 finn end=declined rang=2s
         -> agent_state_changed finn from=reserved to=break break_kind=rest cause=agent lasted=2s
         -> agent_state_changed ana from=consult to=hold caller1 cause=supervisor lasted=2s
