# Boss asks to take Ana's caller over while their own phone still rings: nobody would hear the
# caller. They have to answer first; and a line of theirs that ends in any other way than by hanging
# up never hangs up on the caller.

queue billing
agent ana ready
user boss
user lead

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 5s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=5s
         -> contact_connected caller1 ana billing waited=5s total_waited=5s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=5s
at 6s    supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 7s    supervise boss ana take_over
         !! not_supervising
at 8s    leg_rings boss
at 9s    supervise boss ana take_over
         !! not_supervising
at 10s   leg_gone boss declined
         -> supervision_ended caller1 ana boss end=stopped lasted=4s
at 11s   supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 13s   leg_answered boss
         -> supervision_joined caller1 ana boss rang=2s
and      leg_answered boss
at 14s   supervise lead ana listen why=routine
         -> supervision_started caller1 ana lead mode=listen why=routine
at 15s   supervise boss ana whisper
         -> supervision_changed caller1 ana boss from=listen mode=whisper why=routine
at 16s   supervise boss ana take_over
         -> supervision_ended caller1 ana boss end=transferred lasted=5s
         -> supervision_ended caller1 ana lead end=transferred lasted=2s
         -> wrap_up_started caller1 ana ends_at=26s handed_over=yes billing
         -> contact_taken_over caller1 ana billing boss talked=11s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=supervisor by=boss
              lasted=11s
at 20s   leg_gone boss no_answer
         -> contact_lost_agent caller1 billing fault=us talked=4s
         -> contact_queued caller1 billing by=agent_lost queued_at=15s credit=24h
at 26s   tick
         -> wrap_up_ended caller1 ana cause=timer lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=timer lasted=10s
         -> offer_made o2 caller1 ana billing expires_at=46s waited=11s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 30s   leg_answered ana
         -> offer_accepted o2 caller1 ana rang=4s
         -> contact_connected caller1 ana billing waited=15s total_waited=15s target=20s
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=4s
at 31s   supervise boss ana listen why=routine
         -> supervision_started caller1 ana boss mode=listen why=routine
at 32s   restart
         -> core_started epoch=2 away=1s
         -> node_lost gives_up_at=1m32s
at 33s   reconcile legs=caller1:up,ana:up,boss:up devices=ana:1
         -> supervision_joined caller1 ana boss rang=1s late=1s
         -> node_back session=1 away=1s
at 34s   supervise boss ana take_over
         -> supervision_ended caller1 ana boss end=transferred lasted=3s
         -> wrap_up_started caller1 ana ends_at=44s handed_over=yes billing
         -> contact_taken_over caller1 ana billing boss talked=4s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=supervisor by=boss
              lasted=4s
at 35s   node_gone
         -> node_lost gives_up_at=1m35s
at 36s   reconcile legs=caller1:up,boss:up devices=ana:1
         -> node_back session=1 away=1s
at 40s   leg_gone caller1 hung_up
         -> contact_released caller1 billing by=customer talked=6s
         -> contact_closed caller1 billing end=handled waited=15s total_waited=15s target=20s
              short_abandon=5s
