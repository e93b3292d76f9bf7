# Ana answers while voice and core cannot talk. Voice bridges her by its standing order; when the
# core hears of it, after the offer's time, it is an answer all the same. Ben's phone was answered
# in vain: caller2 had hung up before, which stands before it in the facts.

queue billing ring=5s
agent ana ready
agent ben ready

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=5s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    contact_arrives caller2 billing
         -> contact_arrived caller2 billing
         -> contact_queued caller2 billing by=arrival queued_at=1s
         -> offer_made o2 caller2 ben billing expires_at=6s
         -> agent_state_changed ben from=ready to=reserved caller2 cause=routing lasted=1s
at 2s    node_gone
         -> node_lost gives_up_at=1m2s
at 3s    decline_offer ben caller1
         !! offer_not_found
at 12s   leg_answered ana age=9s
         -> offer_accepted o1 caller1 ana rang=3s
         -> contact_connected caller1 ana billing waited=3s total_waited=3s target=20s first=yes
              late=9s
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=12s
and      leg_gone caller2 hung_up age=2s
         -> offer_ended o2 caller2 ben end=withdrawn rang=9s
         -> agent_state_changed ben from=reserved to=ready cause=customer lasted=11s
         -> contact_closed caller2 billing end=abandoned waited=9s total_waited=9s target=20s
              short_abandon=5s late=2s
and      leg_answered ben age=1s
at 12s   reconcile legs=caller1,ana devices=ana,ben
         -> node_back session=1 away=10s
