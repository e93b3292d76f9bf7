# Ana's page stops running while it rings there: nobody would have seen the offer. Silence of who is
# without any device is not missed, nor held against her. Ben's blinks: he could have answered.

queue billing ring=20s
agent ana ready
agent ben ready

at 10s   contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=10s
         -> offer_made o1 caller1 ana billing expires_at=30s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
at 18s   devices ana 0
         -> agent_devices_changed ana
at 30s   tick
         -> offer_ended o1 caller1 ana end=unreachable rang=20s
         -> agent_state_changed ana from=reserved to=unreachable cause=device lasted=20s
         -> offer_made o2 caller1 ben billing expires_at=50s waited=20s
         -> agent_state_changed ben from=ready to=reserved caller1 cause=routing lasted=30s
at 35s   devices ben 0
         -> agent_devices_changed ben
at 37s   devices ben 1
         -> agent_devices_changed ben devices=1
at 40s   devices ana 1
         -> agent_devices_changed ana devices=1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=10s
at 50s   tick
         -> offer_ended o2 caller1 ben end=expired rang=20s
         -> agent_state_changed ben from=reserved to=missed cause=timer lasted=20s
         -> offer_made o3 caller1 ana billing expires_at=1m10s waited=40s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=10s
