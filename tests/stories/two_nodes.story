# Ana has a phone at each of two voice processes, Ben one at the first. The second tells all it has,
# and says nothing about the phones of the first. When the first is away Ana can still be reached by
# the second, Ben cannot: he stays ready, and is there again when it is.

show node routing_decided
queue billing wrap_up=0s
agent ana ready
agent ben ready

at 1s    reconcile devices=ana,ben
         -> node_back node=node1 session=1
at 2s    reconcile node=2 devices=ana:2
         -> agent_devices_changed ana devices=3 node=node2
         -> node_back node=node2 session=1
at 3s    devices ana 0
         -> agent_devices_changed ana devices=2 node=node1
at 4s    devices ana 1
         -> agent_devices_changed ana devices=3 node=node1
at 5s    node_gone node=1
         -> node_lost node=node1 gives_up_at=1m5s
at 6s    contact_arrives caller1 billing node=2
         -> contact_arrived caller1 node=node2 billing
         -> contact_queued caller1 billing by=arrival queued_at=6s
         -> routing_decided caller1 billing ana strategy=longest_idle eligible=1 candidates=ana:6s
              node_away=1
         -> offer_made o1 caller1 ana billing expires_at=26s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=6s
at 7s    leg_answered ana node=2
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 8s    contact_arrives caller2 billing node=1
         -> contact_arrived caller2 node=node1 billing
         -> contact_queued caller2 billing by=arrival queued_at=8s
at 10s   reconcile legs=caller2 devices=ana,ben
         -> node_back node=node1 session=1 away=5s
         -> routing_decided caller2 billing ben strategy=longest_idle waited=2s eligible=1
              candidates=ben:10s on_contact=1
         -> offer_made o2 caller2 ben billing expires_at=30s waited=2s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=10s
at 12s   leg_answered ben
         -> offer_accepted o2 caller2 ben rang=2s
         -> contact_connected caller2 ben billing waited=4s total_waited=4s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=2s
at 14s   reconcile node=2 session=2 legs=caller1:up,ana:up
         -> agent_devices_changed ana devices=1 node=node2
         -> node_back node=node2 session=2
at 15s   reconcile session=2
         -> agent_devices_changed ana node=node1
         -> agent_devices_changed ben node=node1
         -> contact_released caller2 ben billing by=system fault=us talked=3s
         -> contact_closed caller2 billing ben end=failed fault=us waited=4s total_waited=4s
              target=20s short_abandon=5s
         -> agent_state_changed ben from=talking to=unreachable cause=system lasted=3s
         -> node_back node=node1 session=2
