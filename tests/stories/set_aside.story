# A command that the core died of again and again is not carried out. A fact counts as taken, so that
# voice does not repeat it for ever; a key is refused for a day, also after a restart.

show key_used facts_taken
queue billing
agent ana ready

at 1s    contact_arrives caller1 billing fact=1
at 2s    set_aside leg_answered ana fact=2
at 3s    leg_answered ana fact=2
at 4s    leg_answered ana fact=3
at 5s    set_aside hold_contact ana caller1 key=k1
and      hold_contact ana caller1 key=k1
         !! command_set_aside
at 6s    hold_contact ana caller1 key=k1 body=other
         !! key_reused
at 7s    restart
at 8s    hold_contact ana caller1 key=k1
         !! command_set_aside
at 9s    set_aside hold_contact ana caller1 key=k1
at 10s   hold_contact ana caller1 key=k2
at 11s   set_aside hold_contact ana caller1 key=k2
at 24h6s resume_contact ana caller1 key=k1
