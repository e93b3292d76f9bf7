# Who accepts in the page at the last moment has accepted: from then voice has 3 s to answer, since
# the customer and the agent hear each other before core is told. Then it has failed, by us.

queue billing ring=20s
agent ana ready
agent ben ready

at 1s    devices ana 2 pages=1
         -> agent_devices_changed ana devices=2 pages=1
at 1s    devices ben 2 pages=1
         -> agent_devices_changed ben devices=2 pages=1
at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 20990ms accept_offer ana caller1
         -> offer_answering o1 caller1 ana
at 21s   tick
at 21010ms leg_answered ana
         -> offer_accepted o1 caller1 ana rang=20s10ms
         -> contact_connected caller1 ana billing waited=20s10ms total_waited=20s10ms target=20s
              first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=20s10ms
at 30s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=30s
         -> offer_made o2 caller2 ben billing expires_at=50s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=30s
at 49990ms accept_offer ben caller2
         -> offer_answering o2 caller2 ben
at 52980ms tick
at 52990ms leg_answered ben
at 52990ms tick
         -> offer_ended o2 caller2 ben end=failed rang=22s990ms
         -> agent_state_changed ben from=reserved to=ready cause=system lasted=22s990ms
         -> offer_made o3 caller2 ben billing expires_at=1m12s990ms waited=22s990ms
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing
