# Ana answers, and voice dies before it has told. The next voice takes up the call: it reports her
# leg as up, which is the answer that nobody heard of. To Ben it rings on. Carla's leg is not in the
# report: what died with voice is no fault of hers, her phone rings again.

queue billing
agent ana ready
agent ben ready
agent carla ready

at 0s    reconcile devices=ana,ben,carla
         -> node_back session=1
at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=1s
         -> offer_made o2 caller2 ben billing expires_at=21s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=1s
at 2s    contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=2s
         -> offer_made o3 caller3 carla billing expires_at=22s
         -> agent_state_changed carla from=ready to=reserved caller3 cause=routing lasted=2s
at 4s    node_gone
         -> node_lost gives_up_at=1m4s
at 6s    reconcile session=2 legs=caller1:up,ana:up,caller2:up,ben,caller3:up devices=ana,ben,carla
         -> offer_accepted o1 caller1 ana rang=4s
         -> contact_connected caller1 ana billing waited=4s total_waited=4s target=20s first=yes
              late=2s
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=6s
         -> offer_ended o3 caller3 carla end=failed rang=4s
         -> agent_state_changed carla from=reserved to=ready cause=system lasted=4s
         -> node_back session=2 away=2s
         -> offer_made o4 caller3 carla billing expires_at=26s waited=4s
         -> agent_state_changed carla from=ready to=reserved caller3 cause=routing
at 9s    leg_answered ben session=2
         -> offer_accepted o2 caller2 ben rang=8s
         -> contact_connected caller2 ben billing waited=8s total_waited=8s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=8s
