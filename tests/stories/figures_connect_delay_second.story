# The silence at Ana's first hello is a second. Ben answers in his page as her second, talks with
# her, and has the caller from her: no hello of his was waited for, and he has no connect delay.

queue billing wrap_up=10s
agent ana ready
agent ben ready

at 1s    devices ana 1 pages=1
         -> agent_devices_changed ana devices=1 pages=1
and      devices ben 1 pages=1
         -> agent_devices_changed ben devices=1 pages=1
at 2s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=2s
         -> offer_made o1 caller1 ana billing expires_at=22s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=2s
at 4s    accept_offer ana caller1
         -> offer_answering o1 caller1 ana
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=3s
         -> contact_connected caller1 ana billing waited=3s total_waited=3s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=3s
at 10s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 12s   accept_offer ben caller1
         -> offer_answering o2 caller1 ben
at 13s   leg_answered ben
         -> second_joined caller1 ben o2 rang=3s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=3s
at 20s   transfer ana caller1 ben
         -> contact_transferred caller1 ana billing mode=consult to_agent=ben cause=agent talked=15s
              held=10s
         -> wrap_up_started caller1 ana ends_at=30s handed_over=yes billing
         -> contact_connected caller1 ben billing waited=3s total_waited=3s target=20s
         -> agent_state_changed ben from=consult to=talking caller1 cause=supervisor by=ana
              lasted=7s
         -> agent_state_changed ana from=consult to=wrap_up caller1 cause=agent by=ana lasted=10s
at 22s   figures agent connect_delay
         -> agent:ana connect_delay=1s/1
         -> agent:ben connect_delay=none
and      figures queue connect_delay
         -> queue:billing connect_delay=1s/1
