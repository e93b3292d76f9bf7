# Ana hands her caller over to Carl, whom the queue would never have chosen: he is rung at at
# once. He takes it, and has it as any other.

queue billing skills=billing:1 wrap_up=0s
agent ana ready skills=billing:5
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
at 15s   transfer ana caller1 carl
         -> contact_transferred caller1 ana billing mode=blind to_agent=carl cause=agent talked=10s
         -> contact_queued caller1 billing by=transfer queued_at=15s credit=24h
         -> offer_made o2 caller1 carl billing expires_at=35s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=15s
         -> agent_state_changed ana from=talking to=ready cause=agent by=ana lasted=10s
at 18s   leg_answered carl
         -> offer_accepted o2 caller1 carl rang=3s
         -> contact_connected caller1 carl billing waited=3s total_waited=8s target=20s
         -> agent_state_changed carl from=reserved to=talking caller1 cause=device lasted=3s
at 30s   leg_gone carl hung_up
         -> contact_released caller1 carl billing by=agent talked=12s
         -> contact_closed caller1 billing carl end=handled waited=3s total_waited=8s target=20s
              short_abandon=5s
         -> agent_state_changed carl from=talking to=ready cause=device lasted=12s
