# Ben, to whom Ana hands her caller over, lets it ring. The caller stands in front of who came by
# themselves, and is offered to the next.

queue billing
agent ana ready
agent ben ready
agent carl

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 10s   transfer ana caller1 ben
         -> contact_transferred caller1 ana billing mode=blind to_agent=ben cause=agent talked=5s
         -> wrap_up_started caller1 ana ends_at=20s handed_over=yes billing
         -> contact_queued caller1 billing by=transfer queued_at=10s credit=24h
         -> offer_made o2 caller1 ben billing expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=agent by=ana lasted=5s
at 15s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=15s
at 20s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
         -> offer_made o3 caller2 ana billing expires_at=40s waited=5s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing
at 30s   tick
         -> offer_ended o2 caller1 ben end=expired rang=20s
         -> agent_state_changed ben from=reserved to=missed cause=timer lasted=20s
at 31s   devices carl 1
         -> agent_devices_changed carl devices=1
at 32s   sign_in_agent carl
         -> agent_state_changed carl from=offline to=off_phone_work cause=agent by=carl lasted=32s
at 33s   set_ready carl
         -> agent_state_changed carl from=off_phone_work to=ready cause=agent by=carl lasted=1s
         -> offer_made o4 caller1 carl billing expires_at=53s waited=23s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=routing
at 34s   leg_answered carl
         -> offer_accepted o4 caller1 carl rang=1s
         -> contact_connected caller1 carl billing waited=24s total_waited=29s target=20s
         -> agent_state_changed carl from=reserved to=talking caller1 cause=device lasted=1s
