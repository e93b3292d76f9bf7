# However a conversation ends, nobody hears it any more; and whoever cannot hear it any more ends
# their supervision alone.

show leg
queue billing wrap_up=10s
agent ana ready
user boss
user coach

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 leg=caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing leg=leg1 expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 2s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=2s
         -> contact_connected caller1 ana billing waited=2s total_waited=2s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=2s
at 5s    supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss leg=leg2 mode=listen why=routine
at 7s    supervise coach ana whisper why=routine
         -> supervision_started caller1 ana coach leg=leg3 mode=whisper why=routine
at 10s   leg_gone caller1 hung_up age=4s
         -> contact_released caller1 ana billing by=customer talked=4s late=4s
         -> supervision_ended caller1 ana boss leg=leg2 end=contact_over lasted=1s late=4s
         -> supervision_ended caller1 ana coach leg=leg3 end=contact_over late=3s
         -> wrap_up_started caller1 ana ends_at=20s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=8s
at 11s   leg_gone boss released
at 12s   supervise boss ana listen
         !! agent_not_connected
at 20s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s
         -> contact_closed caller1 billing ana end=handled waited=2s total_waited=2s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s

# Her phone dies: the customer waits again, and there is nobody to be heard.
at 30s   contact_arrives caller2 billing
         -> contact_arrived caller2 leg=caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=30s
         -> offer_made o2 caller2 ana billing leg=leg4 expires_at=50s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=10s
at 31s   leg_answered ana
         -> offer_accepted o2 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 32s   supervise boss ana barge why=routine
         -> supervision_started caller2 ana boss leg=leg5 mode=barge why=routine
at 33s   leg_gone ana network
         -> contact_lost_agent caller2 ana billing fault=network talked=2s
         -> supervision_ended caller2 ana boss leg=leg5 end=agent_lost lasted=1s
         -> contact_queued caller2 billing by=agent_lost queued_at=32s credit=24h
         -> agent_state_changed ana from=talking to=unreachable cause=device lasted=2s
at 34s   devices ana 0
         -> agent_devices_changed ana
at 35s   devices ana 1
         -> agent_devices_changed ana devices=1
         -> agent_state_changed ana from=unreachable to=ready cause=device lasted=2s
         -> offer_made o3 caller2 ana billing leg=leg6 expires_at=55s waited=3s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing

# Their own legs.
at 36s   leg_answered ana
         -> offer_accepted o3 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=4s total_waited=4s target=20s
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 40s   supervise boss ana listen why=routine
         -> supervision_started caller2 ana boss leg=leg7 mode=listen why=routine
at 41s   leg_gone boss unreachable
         -> supervision_ended caller2 ana boss leg=leg7 end=unreachable lasted=1s
at 42s   supervise boss ana listen why=routine
         -> supervision_started caller2 ana boss leg=leg8 mode=listen why=routine
at 43s   leg_gone boss network age=5s
         -> supervision_ended caller2 ana boss leg=leg8 end=unreachable late=1s
at 44s   supervise boss ana listen why=routine
         -> supervision_started caller2 ana boss leg=leg9 mode=listen why=routine
at 45s   leg_gone boss hung_up
         -> supervision_ended caller2 ana boss leg=leg9 end=stopped lasted=1s
at 46s   supervise boss ana listen why=routine
         -> supervision_started caller2 ana boss leg=leg10 mode=listen why=routine
at 47s   leg_gone boss us
         -> supervision_ended caller2 ana boss leg=leg10 end=failed lasted=1s
at 48s   leg_gone boss us
at 50s   supervise boss ana listen why=routine
         -> supervision_started caller2 ana boss leg=leg11 mode=listen why=routine
at 51s   hang_up ana caller2
         -> contact_released caller2 ana billing by=agent talked=15s
         -> supervision_ended caller2 ana boss leg=leg11 end=contact_over lasted=1s
         -> wrap_up_started caller2 ana ends_at=1m1s
         -> agent_state_changed ana from=talking to=wrap_up caller2 cause=agent by=ana lasted=15s
at 61s   tick
         -> wrap_up_ended caller2 ana cause=timer lasted=10s
         -> contact_closed caller2 billing ana end=handled waited=4s total_waited=4s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
