# Voice comes back without its legs: caller1's and caller2's lines are gone, by our fault, and so
# are the phones of Ana and Ben. Nobody is ready who cannot be reached, and Carla gets nothing.

queue billing wrap_up=0s
agent ana ready
agent ben ready
agent carla ready

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
at 10s   reconcile devices=carla
         -> agent_devices_changed ana
         -> agent_devices_changed ben
         -> contact_released caller1 ana billing by=system fault=us talked=9s
         -> contact_closed caller1 billing ana end=failed fault=us waited=1s total_waited=1s
              target=20s short_abandon=5s
         -> agent_state_changed ana from=talking to=unreachable cause=system lasted=9s
         -> offer_ended o2 caller2 ben end=customer_lost rang=5s
         -> agent_state_changed ben from=reserved to=unreachable cause=system lasted=5s
         -> contact_closed caller2 billing end=failed fault=us waited=5s total_waited=5s target=20s
              short_abandon=5s
         -> node_back session=1
at 20s   reconcile devices=ana,ben,carla
         -> agent_devices_changed ana devices=1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=10s
         -> agent_devices_changed ben devices=1
         -> agent_state_changed ben from=unreachable to=ready cause=device lasted=10s
