# While the voice process is away nobody's ringing ends. Ben answered meanwhile; Carl was rung at
# by a process that died.

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
at 12s   node_gone
         -> node_lost gives_up_at=1m12s
at 35s   tick
at 40s   reconcile legs=caller1:up,ana:up,ben:up devices=ana,ben,carl
         -> second_joined caller1 ben o2 rang=2s late=28s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=30s
         -> node_back session=1 away=28s
at 42s   end_consult ana caller1
         -> second_left caller1 ben end=withdrawn talked=30s
         -> agent_state_changed ben from=consult to=ready cause=supervisor by=ana lasted=2s
         -> agent_state_changed ana from=consult to=hold caller1 cause=agent by=ana lasted=32s
at 45s   transfer ana caller1 carl consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=3s
         -> second_asked caller1 carl asked_by=ana o3 expires_at=1m5s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=45s
at 46s   node_gone
         -> node_lost gives_up_at=1m46s
at 50s   reconcile legs=caller1:up,ana:up devices=ana,ben,carl session=2
         -> second_left caller1 carl end=failed rang=5s
         -> agent_state_changed carl from=reserved to=ready cause=system lasted=5s
         -> agent_state_changed ana from=consult to=hold caller1 cause=system lasted=5s
         -> node_back session=2 away=4s
at 60s   transfer ana caller1 ben consult
         -> agent_state_changed ana from=hold to=consult caller1 cause=agent by=ana lasted=10s
         -> second_asked caller1 ben asked_by=ana o4 expires_at=1m20s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=18s
at 61s   leg_answered ben
         -> second_joined caller1 ben o4 rang=1s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=1s
at 62s   node_gone session=2
         -> node_lost gives_up_at=2m2s
at 63s   reconcile legs=caller1:up,ben:up devices=ana,ben,carl session=3
         -> contact_transferred caller1 ana billing mode=consult to_agent=ben cause=system fault=us
              talked=58s held=53s
         -> contact_connected caller1 ben billing waited=5s total_waited=5s target=20s
         -> agent_state_changed ben from=consult to=talking caller1 cause=system lasted=2s
         -> agent_state_changed ana from=consult to=ready cause=system lasted=3s
         -> node_back session=3 away=1s
at 65s   conference ben caller1 ana
         -> second_asked caller1 ana asked_by=ben o5 expires_at=1m25s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=supervisor by=ben lasted=2s
at 66s   node_gone session=3
         -> node_lost gives_up_at=2m6s
at 126s  tick
         -> agent_devices_changed ana
         -> agent_devices_changed ben
         -> agent_devices_changed carl
         -> agent_state_changed carl from=ready to=unreachable cause=device lasted=1m16s
         -> contact_released caller1 ben billing by=system fault=us talked=1m3s
         -> second_left caller1 ana end=contact_over rang=1m1s
         -> agent_state_changed ana from=reserved to=unreachable cause=system lasted=1m1s
         -> wrap_up_started caller1 ben ends_at=2m16s
         -> agent_state_changed ben from=talking to=wrap_up caller1 cause=system lasted=1m3s
         -> node_given_up away=1m
