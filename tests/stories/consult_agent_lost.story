# Ana's line dies while she asks Ben: he has the caller, who is not lost while somebody is there.
# When nobody has answered yet, the caller waits again, in front.

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
at 10s   transfer ana caller1 ben consult
         -> contact_held caller1 ana cause=agent
         -> agent_state_changed ana from=talking to=consult caller1 cause=agent by=ana lasted=5s
         -> second_asked caller1 ben asked_by=ana o2 expires_at=30s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=supervisor by=ana
              lasted=10s
at 12s   leg_answered ben
         -> second_joined caller1 ben o2 rang=2s
         -> agent_state_changed ben from=reserved to=consult caller1 cause=device lasted=2s
at 20s   leg_gone ana network
         -> contact_transferred caller1 ana billing mode=consult to_agent=ben cause=system
              fault=network talked=15s held=10s
         -> contact_connected caller1 ben billing waited=5s total_waited=5s target=20s
         -> agent_state_changed ben from=consult to=talking caller1 cause=system lasted=8s
         -> agent_state_changed ana from=consult to=unreachable cause=device lasted=10s
at 22s   devices carl 1
         -> agent_devices_changed carl devices=1
at 22s   sign_in_agent carl
         -> agent_state_changed carl from=offline to=off_phone_work cause=agent by=carl lasted=22s
at 23s   set_ready carl
         -> agent_state_changed carl from=off_phone_work to=ready cause=agent by=carl lasted=1s
at 25s   transfer ben caller1 carl consult
         -> contact_held caller1 ben cause=agent
         -> agent_state_changed ben from=talking to=consult caller1 cause=agent by=ben lasted=5s
         -> second_asked caller1 carl asked_by=ben o3 expires_at=45s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=supervisor by=ben
              lasted=2s
at 26s   leg_gone ben us
         -> contact_lost_agent caller1 ben billing fault=us talked=6s held=1s
         -> second_left caller1 carl end=withdrawn rang=1s
         -> agent_state_changed carl from=reserved to=ready cause=system lasted=1s
         -> contact_queued caller1 billing by=agent_lost queued_at=21s credit=24h
         -> agent_state_changed ben from=consult to=ready cause=system lasted=1s
         -> offer_made o4 caller1 carl billing expires_at=46s waited=5s
         -> agent_state_changed carl from=ready to=reserved caller1 cause=routing
at 27s   leg_answered carl
         -> offer_accepted o4 caller1 carl rang=1s
         -> contact_connected caller1 carl billing waited=6s total_waited=6s target=20s
         -> agent_state_changed carl from=reserved to=talking caller1 cause=device lasted=1s
