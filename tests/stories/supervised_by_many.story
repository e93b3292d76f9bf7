# Four can be beside one conversation; a fifth is refused. Each is beside one at a time: who goes to
# Ben leaves Ana, and makes room.

show leg
queue billing wrap_up=0s
agent ana ready
agent ben ready
user u1
user u2
user u3
user u4
user u5

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 leg=caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing leg=leg1 expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
and      contact_arrives caller2 billing
         -> contact_arrived caller2 leg=caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=0s
         -> offer_made o2 caller2 ben billing leg=leg2 expires_at=20s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    leg_answered ben
         -> offer_accepted o2 caller2 ben rang=2s
         -> contact_connected caller2 ben billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ben from=reserved to=talking caller2 cause=device lasted=2s
at 3s    supervise u1 ana listen why=routine
         -> supervision_started caller1 ana u1 leg=leg3 mode=listen why=routine
and      supervise u2 ana listen why=routine
         -> supervision_started caller1 ana u2 leg=leg4 mode=listen why=routine
and      supervise u3 ana whisper why=routine
         -> supervision_started caller1 ana u3 leg=leg5 mode=whisper why=routine
and      supervise u4 ana listen why=routine
         -> supervision_started caller1 ana u4 leg=leg6 mode=listen why=routine
at 4s    supervise u5 ana barge
         !! supervisors_full
and      supervise u5 ben listen contact=caller1
         !! agent_not_connected
at 5s    supervise u2 ben whisper why=routine
         -> supervision_ended caller1 ana u2 leg=leg4 end=replaced lasted=2s
         -> supervision_started caller2 ben u2 leg=leg7 mode=whisper why=routine
at 6s    supervise u5 ana barge why=routine
         -> supervision_started caller1 ana u5 leg=leg8 mode=barge why=routine
at 7s    supervise u2 ana off
         !! not_supervising
at 8s    supervise u2 ben barge
         -> supervision_changed caller2 ben u2 from=whisper mode=barge why=routine
at 9s    leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=8s
         -> supervision_ended caller1 ana u1 leg=leg3 end=contact_over lasted=6s
         -> supervision_ended caller1 ana u3 leg=leg5 end=contact_over lasted=6s
         -> supervision_ended caller1 ana u4 leg=leg6 end=contact_over lasted=6s
         -> supervision_ended caller1 ana u5 leg=leg8 end=contact_over lasted=3s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=talking to=ready cause=customer lasted=8s
at 10s   hang_up ben caller2
         -> contact_released caller2 ben billing by=agent talked=8s
         -> supervision_ended caller2 ben u2 leg=leg7 end=contact_over lasted=5s
         -> contact_closed caller2 billing ben end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s
         -> agent_state_changed ben from=talking to=ready cause=agent by=ben lasted=8s
