# Voice does not come back. After a minute nobody waits for it any longer: its contacts have failed
# by our fault, each with its one end, and who can be reached only by its phones is unreachable.
# When it is back after all the phones are there again.

queue billing wrap_up=0s ring=20s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 5s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=5s
         -> offer_made o2 caller2 ben billing expires_at=25s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=5s
at 6s    contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=6s
at 10s   node_gone
         -> node_lost gives_up_at=1m10s
at 1m10s tick
         -> agent_devices_changed ana
         -> agent_devices_changed ben
         -> contact_released caller1 ana billing by=system fault=us talked=1m9s
         -> contact_closed caller1 billing ana end=failed fault=us waited=1s total_waited=1s
              target=20s short_abandon=5s
         -> agent_state_changed ana from=talking to=unreachable cause=system lasted=1m9s
         -> offer_ended o2 caller2 ben end=customer_lost rang=1m5s
         -> agent_state_changed ben from=reserved to=unreachable cause=system lasted=1m5s
         -> contact_closed caller2 billing end=failed fault=us waited=1m5s total_waited=1m5s
              target=20s short_abandon=5s
         -> contact_closed caller3 billing end=failed fault=us waited=1m4s total_waited=1m4s
              target=20s short_abandon=5s
         -> node_given_up away=1m
at 2m    reconcile devices=ana,ben
         -> agent_devices_changed ana devices=1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=50s
         -> agent_devices_changed ben devices=1
         -> agent_state_changed ben from=unreachable to=ready cause=device lasted=50s
         -> node_back session=1
