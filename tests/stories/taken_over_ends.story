# A contact that was taken over ends as any: the phone of who has it hangs up, or the caller does.
# When their line dies the caller waits again, in front.

queue billing
agent ana ready
user boss

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
at 10s   leg_answered boss
         -> supervision_joined caller1 ana boss rang=4s
at 10s   supervise boss ana take_over
         -> supervision_ended caller1 ana boss end=transferred lasted=4s
         -> wrap_up_started caller1 ana ends_at=20s handed_over=yes billing
         -> contact_taken_over caller1 ana billing boss talked=5s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=supervisor by=boss
              lasted=5s
at 15s   leg_gone boss hung_up
         -> contact_released caller1 billing by=supervisor talked=5s
         -> contact_closed caller1 billing end=handled waited=5s total_waited=5s target=20s
              short_abandon=5s
at 20s   finish_wrap_up ana caller1
         -> wrap_up_ended caller1 ana cause=agent lasted=10s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=10s
at 21s   contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=21s
         -> offer_made o2 caller2 ana billing expires_at=41s
         -> agent_state_changed ana from=ready to=reserved caller2 cause=routing lasted=1s
at 22s   leg_answered ana
         -> offer_accepted o2 caller2 ana rang=1s
         -> contact_connected caller2 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller2 cause=device lasted=1s
at 23s   supervise boss ana barge why=routine
         -> supervision_started caller2 ana boss mode=barge why=routine
at 24s   leg_answered boss
         -> supervision_joined caller2 ana boss rang=1s
at 24s   supervise boss ana take_over
         -> supervision_ended caller2 ana boss end=transferred lasted=1s
         -> wrap_up_started caller2 ana ends_at=34s handed_over=yes billing
         -> contact_taken_over caller2 ana billing boss talked=2s
         -> agent_state_changed ana from=talking to=wrap_up caller2 cause=supervisor by=boss
              lasted=2s
at 26s   leg_gone caller2 hung_up
         -> contact_released caller2 billing by=customer talked=2s
         -> contact_closed caller2 billing end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
at 27s   supervise boss ana off
         !! not_supervising
at 30s   set_ready ana
         -> wrap_up_ended caller2 ana cause=agent lasted=6s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=6s
at 31s   contact_arrives caller3 billing
         -> contact_arrived caller3 billing
         -> contact_queued caller3 billing by=arrival queued_at=31s
         -> offer_made o3 caller3 ana billing expires_at=51s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing lasted=1s
at 32s   leg_answered ana
         -> offer_accepted o3 caller3 ana rang=1s
         -> contact_connected caller3 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller3 cause=device lasted=1s
at 33s   supervise boss ana listen why=routine
         -> supervision_started caller3 ana boss mode=listen why=routine
at 34s   leg_answered boss
         -> supervision_joined caller3 ana boss rang=1s
at 34s   supervise boss ana take_over
         -> supervision_ended caller3 ana boss end=transferred lasted=1s
         -> wrap_up_started caller3 ana ends_at=44s handed_over=yes billing
         -> contact_taken_over caller3 ana billing boss talked=2s
         -> agent_state_changed ana from=talking to=wrap_up caller3 cause=supervisor by=boss
              lasted=2s
at 36s   leg_gone boss network
         -> contact_lost_agent caller3 billing fault=network talked=2s
         -> contact_queued caller3 billing by=agent_lost queued_at=35s credit=24h
at 40s   set_ready ana
         -> wrap_up_ended caller3 ana cause=agent lasted=6s handed_over=yes
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=6s
         -> offer_made o4 caller3 ana billing expires_at=1m waited=5s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing
at 42s   leg_answered ana
         -> offer_accepted o4 caller3 ana rang=2s
         -> contact_connected caller3 ana billing waited=7s total_waited=7s target=20s
         -> agent_state_changed ana from=reserved to=talking caller3 cause=device lasted=2s
at 43s   supervise boss ana listen why=routine
         -> supervision_started caller3 ana boss mode=listen why=routine
at 44s   leg_answered boss
         -> supervision_joined caller3 ana boss rang=1s
at 44s   supervise boss ana take_over
         -> supervision_ended caller3 ana boss end=transferred lasted=1s
         -> wrap_up_started caller3 ana ends_at=54s handed_over=yes billing
         -> contact_taken_over caller3 ana billing boss talked=2s
         -> agent_state_changed ana from=talking to=wrap_up caller3 cause=supervisor by=boss
              lasted=2s
at 45s   restart
         -> core_started epoch=2 away=1s
         -> node_lost gives_up_at=1m45s
at 46s   reconcile legs=caller3:up,boss:up devices=ana:1
         -> node_back session=1 away=1s
at 50s   reconcile legs=boss:up devices=ana:1 session=2
         -> contact_released caller3 billing by=system fault=us talked=6s
         -> contact_closed caller3 billing end=failed fault=us waited=7s total_waited=7s target=20s
              short_abandon=5s
         -> node_back session=2
