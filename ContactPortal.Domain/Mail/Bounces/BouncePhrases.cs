using System.Text.RegularExpressions;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// The words by which mail servers say why they refuse a mail. Applied to texts of bounded length, in which addresses are blanked out.
/// </summary>
internal static partial class BouncePhrases
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace;

    public static bool IndicatesFull(string text) => Full().IsMatch(text);

    public static bool IndicatesSender(string text) => Sender().IsMatch(text);

    public static bool IndicatesBlocked(string text) => Blocked().IsMatch(text);

    public static bool IndicatesPolicy(string text) => Policy().IsMatch(text);

    public static bool IndicatesContent(string text) => Content().IsMatch(text);

    public static bool IndicatesExpired(string text) => Expired().IsMatch(text);

    public static bool IndicatesDead(string text) =>
        DeadMailbox().IsMatch(text) || DeadInOtherLanguages().IsMatch(text) || IndicatesNoDomain(text);

    public static bool IndicatesDeadMailbox(string text) => DeadMailbox().IsMatch(text) || DeadInOtherLanguages().IsMatch(text);

    public static bool IndicatesNoDomain(string text) => NoDomain().IsMatch(text);

    public static bool IndicatesDelayed(string text) => Delayed().IsMatch(text);

    public static bool IndicatesPermanent(string text) => Permanent().IsMatch(text);

    [GeneratedRegex(
        """
        over\s?-?(the\s)?(its\s|his\s|their\s)?(disk\s|storage\s|mailbox\s|mail\s)?(quota|limit|allocation)|quota\s(is\s
        |has\sbeen\s)?(exceed|violat|full)
        |exceed\w*\s([\w'-]+\s){0,5}(quota|storage|allocation|mailbox\s(size|limit)|space)|(quota|mailbox\ssize
        |storage(\sspace)?)[\w\s]{0,20}(exceed|limit)
        |(mail\s?box|mail\s?folder|in-?box|indbakke\w*|account|mail\sfile|mailstore|maildir|postfach|postkasse\w*|brevlåda\w*|inkorg\w*
        |message\sstore)
            [\w\s'"<>()@.:-]{0,40}\s(is\s|er\s|är\s|ist\s)?(too\s)?(full|fuld|fullt?|voll|over\s?quota|overfilled)\b
        |\b(mailbox|inbox|box|maildir|mailfile)-?\s?full\b|full\s(mail\s?box|in-?box)|mailboxfull|over\s?quota|quotaexceed
        |(insufficient|not\senough|out\sof|no)\s(disk\s|storage\s|mailbox\s|mail\s)?(space|storage|quota|room)|no\smore\s(disk\s
        |storage\s)?space
        |disk\sfull|user\sis\sover|too\smuch\smail|mailbox\sis\sat\s(its\s)?(maximum|capacity)|\bquota\b.{0,30}\bfull\b|kvote
        |(mail\s?file|mail\s?box|in-?box|database)\b[\w\s']{0,40}\b(reached|at|exceed\w*)\s(its\s|the\s|his\s|their\s)?(\w+\s)?
            (maximum|limit|max\b)
        |speicherplatz|cuota|bo[iî]te\spleine|casella\spiena
        |容量|满|переполнен|превышен
        """, Options)]
    private static partial Regex Full();

    [GeneratedRegex(
        """
        sender('s)?\s([\w-]+\s){0,2}(is\s|was\s|has\s)?(rejected|reject|refused|denied|unknown|invalid|verif\w+|blocked|not\s
        |doesn't|does\snot|domain|address|callout)
        |(verify|verifying|verification\sfailed\sfor|validate|invalid|bad|unknown|illegal|unresolvable
        |unroutable)\s(the\s)?(envelope\s)?sender
        |verification\sfailed\sfor|\bmail\sfrom\b|return[\s-]path|envelope[\s-](from|sender)|from\saddress|reverse[\s-]path|originator
        |domain\sof\s(the\s)?sender|doesn't\slike\sthe\ssender|does\snot\slike\s(the\s)?sender|can'?t\sverify\ssender|callback
        |afsender|absender
        """, Options)]
    private static partial Regex Sender();

    [GeneratedRegex(
        """
        spamhaus|spamcop|sorbs|barracuda|invaluement|uceprotect|cloudmark|senderscore|proofpoint\sdynamic|\brbl\b|rbl\b|dnsbl
        |\b(ix\.)?dnsbl
        |black-?\s?list|block-?\s?list|deny-?\s?list|\bblocked\b(?!\sbecause\s(of\s)?its\s)|\bbanned\b|\bbanlist|\bblacklisted|reputation
        |(?<!not\s)\blisted\s(in|on|at|by)\b
        |relay\w*\s?(access\s)?(is\s|was\s)?(denied|prohibited|not|disallowed|forbidden|refused|restricted)|(to|can(no|')t
        |unable\sto|not|don'?t|no)\srelay
        |open\srelay|rcpthosts|\bspf\b|openspf
        |\bdkim\b|\bdmarc\b|sender\spolicy|reverse\s(dns|lookup|hostname|name)|\brdns\b|\bptr\b|no\sptr
        |client\shost|cannot\sfind\syour|your\s(ip|host|server|domain|network|mail\sserver|isp)|dynamic(ally)?\s(ip|address
        |assigned)|dial-?up|\bhelo\b|\behlo\b
        |too\smany\s(connections|messages|mails|emails|recipients|errors|sessions|invalid|unknown|bad)|(rate|frequency)\s?(limit|control)
        |throttl|grey-?list|gray-?list
        |suspicious\s(activity|behaviou?r)|(sending|source|connecting)\s(ip|host|server|mta)|bulk\ssender|postmaster\.(live|google
        |yahoo|aol|facebook).{0,60}(block|polic)
        """, Options)]
    private static partial Regex Blocked();

    [GeneratedRegex(
        """
        polic(y|ies)\b|access\s(is\s)?denied|denied\s(by|due|access)|(?<!mailbox\sname\s)not\s(authori[sz]ed|permitted|allowed)
        |unauthori[sz]ed
        |authrequired|permission
        |authenticat(ion|ed)|administrative(ly)?\sprohibit|prohibit|restrict(ed|ion)|rejected\s(by|for|due|because|per)|forbidden
        |security|firewall
        |only\s(accept|authenticated|internal|members)|(does|do|will|can)(\s?n[o']t)\saccept\s(mail|e-?mail|messages?)\sfrom
        |protected\sby|consent|approv|suppress(ion\slist|ed)|recipient\spreferences
        |(not\sin|white)\s?list|closed\slist|moderat|delivery\snot\sauthori|refused\sby|not\saccept(ed|ing)?\s(from|external)
        |recipient\sonly\saccepts|unwilling
        """, Options)]
    private static partial Regex Policy();

    [GeneratedRegex(
        """
        \bspam\b|spam(my|ming|-like|assassin)|virus|malware|phish|unsolicited|junk\s?(e-?)?mail|bulk\s(e-?)?mail|infected|trojan|\bworm\b
        |because\s(of\s)?its\s(content|attachment)
        |(message|mail|e-?mail|content)\s(size|content)|content\s(was\s|is\s)?(reject|not\saccept|filter|block|denied|restrict)
        |(message|mail)\s(is\s|was\s)?(too\s(large|big|long))
        |too\s(large|big)|max(imum)?\s(message\s|allowed\s)?size|size\s(limit|exceed|of)|(message|mail|size)\sexceeds
        |exceeds\s(the\s)?(maximum|max|size|fixed|message)
        |attachment|malformed|message\s(header|format|looks)|looks\slike|headers?\s(is|are)\s|bare\s(lf|cr)|line\stoo\slong|8-?bit
        |unwanted|objectionable|offensive
        |message\s(was\s|has\sbeen\s|is\s)?(rejected|refused|blocked|denied|not\sallowed|filtered|discarded)
        |transaction\sfailed.{0,20}(spam|content)|duplicate\sheader
        """, Options)]
    private static partial Regex Content();

    [GeneratedRegex(
        """
        time[ds]?\s?-?out|expired|delivery\stime|too\slong|retry\stime|retries|connection\s(was\s)?(refused|reset|lost|dropped|died
        |closed|failed)|(network|host)\s(is\s)?(unreachable|down)
        |no\sroute\sto|not\srespond|deferred|deferral|in\s(the\s)?queue|temporar(y|ily)|try\sagain\slater|try\slater|later\stime
        |not\sreached\sfor|failing\sfor\sa\slong
        |(unable|not\sable|failed|couldn'?t|could\snot|cannot|can't|wasn't\sable)\s(to\s)?(be\s)?(connect|contact(ed)?|establish
        |reach|open)|lost\sconnection|no\sconnection|connect\sto
        |(for|after|within|in)\s(the\s(last|past)\s)?\d+\s(hours|days|minutes|seconds)|service\s(is\s)?(temporarily\s|not\s
        |currently\s)?(un)?available|server\s(is\s)?(busy|down)
        |not\sreachable|unreachable|queue\s(period|life|time)
        |maximum\stime|message\stimed|nameserver\s(timeout|error|fail)|lookup\sfail|resources\stemporarily|delivery\sattempts
        |mail\sloop|hop\scount|loops?\sback
        """, Options)]
    private static partial Regex Expired();

    [GeneratedRegex(
        """
        mailbox\sname\s(not\sallowed|invalid)
        |(user|recipient|addressee|mailbox|account|address|alias|login|e-?mail|person|destination|local[\s-]?part|name)s?\b
            ([^.;\n]|\.(?=\w)){0,60}?\b
            (unknown|not\s(be\s)?found|notfound|does\s?n[o']t\s?(exist|have|match|belong)|doesn't|do\snot\sexist|not\sexist
            |no\slonger\s(exist|avail|valid|in\suse|active|on|with|a\s|accept|work|employ|here)
            |not\s(be\s)?(known|listed|recogni[sz]ed|registered|active|valid|a\s(valid|known|local)|present|resolved|located
            |on\sthis|at\sthis|handled|deliverable|in\s(our|the|this|my))|isn't\s(listed|known|valid|active)
            |invalid|illegal|disabled|deactivated|inactive|(been|is|was)\s(deleted|closed|removed|terminated|suspended|cancelled
            |discontinued|blocked\sdue\sto\sinact|withdrawn)|terminated|discontinued|(is|has)\sexpired
            |non-?existent|unavailable|not\savailable|undeliverable|wasn't\sfound|couldn't\sbe\sfound|has\s(moved|left|expired
            |no\smailbox)|moved\sto)
        |(unknown|invalid|no\ssuch|nonexist[ea]nt|non-existent|bad|illegal|undeliverable|unrouteable|unroutable|incorrect|inactive
        |wrong|not\sa\svalid|disabled|unrecogni[sz]ed|expired|mistyped|misspelled)
            \s(or\s\w+\s)?([a-z-]+\s)?(e-?mail\s)?(user|recipient|mailbox|mail\sbox|address|account|addressee|alias|person|name
            |local[\s-]?part|destination|login|forward-?path|customer|subscriber|employee|inbox|object)
        |(user|account)\sunknown|unknownuser|unknown_user|nosuchuser|recip(ient)?notfound|user_unknown|no\ssuch\s\w+
        |not\sour\scustomer|addressee\sunknown|no\smail\s?box\b|no\s(valid\s)?recipients?\b
        |there\sis\sno\s(one|user|mailbox|account|such|person)|no\s(user|account|one|person|addressee)\s(here|by|found|with|at
        |named|exists)|(doesn'?t|does\snot)\shave\s(an?\s|any\s)?([\w.]+\s)?(account|mailbox)
        |(don't|do\snot|doesn't)\s(know|have|recogni[sz]e)\s(anyone|any\suser|an?\smailbox|this|that|the\s(user|recipient))
        |does\snot\slike\srecipient[^a-z]{0,40}remote\shost\ssaid:\s55[0-4]\b(?!.*(polic|block))
        |address\s(is\s)?(rejected|unknown|error)|(rejected|refused)\saddress|recipient\s(does|is)\s?n[o']t
        |user\s(name\s)?(is\s)?not\s|not\slisted\sin|not\sin\s(the\s)?(directory|domino|address\sbook|user\stable)
        |unrouteable|unroutable|account\s(is\s|has\sbeen\s|was\s)?(disabled|closed|deleted|deactivated)|mailbox\s(is\s
        |has\sbeen\s)?(disabled|closed|deleted|inactive|unavailable)|no\slonger\s(work|employ|at\sthis|with\sthis|accepts)
        |wasn.t\sfound\sat|unknown\sor\sillegal|(is\s)?not\sa\s(user|recipient|member)|is\sunknown\sto|not\sknown\s(here|at|to)
        |left\s(the\s)?(company|organi[sz]ation)|invalid\slocal|resolver\.adr
        """, Options)]
    private static partial Regex DeadMailbox();

    [GeneratedRegex(
        """
        (findes|eksisterer|finnes)\sikke|ikke\s(findes|eksisterer|finnes|eksistere|fundet|funnet|finde\b|længere\s(i\sbrug|aktiv))
        |ukendt\s(\w+-)?(bruger|modtager|adresse|postkasse|e?-?mail)|ikke\s(opført|oprettet|registreret)\s(i|hos|på)\b|er\sikke\sgyldig
        |ugyldig
        |(postkasse|konto|adresse|bruger|indbakke)\w*\s(er\s|blev\s)?(nedlagt|lukket|slettet|spærret|deaktiveret|inaktiv)
        |ukjent|(finns|existerar)\sinte|hitta(de)?s\sinte|inte\shittas|inte\s(kunde\s)?hitta|okänd
        |unbekannt|existiert\snicht|nicht\s(existiert|gefunden|vorhanden|bekannt|mehr\sg[üu]ltig)|kein(en)?\s(benutzer|postfach
        |empfänger)|inconnue?\b
        |n'existe\s(pas|plus)|pas\s(été\s)?trouvée?|introuvable|destinataires?\sinvalides?|invalide
        |no\s(se\s|fue\s|ha\s)*(encontr|existe)|desconocid|inexistente|n[ãa]o\s(existe|foi\sencontrad)|desconhecid|sconosciut
        |non\s(esiste|è\sstato\strovato|trovat)|onbekend|bestaat\sniet
        |niet\sgevonden|tuntematon|ei\s(ole\solemassa|löydy|löytynyt)
        |nie\s(istnieje|znaleziono)|nieznan|neexistuje|neznám|nem\slétezik|не\sсуществует|не\sнайден|неизвест|нет\sтакого|недействител|存在しま
        |見つかりま|存在しない|不存在|无此|존재하지
        """, Options)]
    private static partial Regex DeadInOtherLanguages();

    [GeneratedRegex(
        """
        (host|domain)s?\s(name\s)?['"<(]?[\w-]+(\.[\w-]+)+\.?['">)]?\s(is\s|was\s|could\s)?(not\s(be\s)?found|unknown|not\sknown
            |does\s?n[o']t\sexist|could\s?n[o']t\sbe\sfound)
        |(host|domain|system|server|site)s?\b[^.;\n]{0,40}?\b(not\sfound|unknown|does\s?n[o']t\sexist|not\sexist|nonexistent
        |non-existent|unrecogni[sz]ed|isn't\sregistered)
        |(unknown|no\ssuch|bad|invalid|nonexistent|non-existent)\s(destination\s)?(mail\s)?(host|domain|system|server\sname|site)
        |nxdomain|name\sor\sservice\snot\sknown
        |(find|found)\sany\s(host|mail\sexchanger|mx)|null\s?mx|does\snot\saccept\smail\s?\(|no\s(mx|mail\sexchanger|valid\smx)
        |all\srelevant\smx|non-?existent\shosts?|domain\sname\snot\sfound
        """, Options)]
    private static partial Regex NoDomain();

    [GeneratedRegex(
        """
        (has\sbeen|is|was|are|been)\sdelayed|delay(ed)?\b[^.]{0,30}\bdeliver|delivery\sdelayed|delayed\s\d+|will\s(be\sretried
        |retry|continue|keep|try|be\sattempted)|still\s(being|trying|in\sthe\squeue)
        |not\syet\s(been\s)?(be\s)?delivered|(just|only|a)\sa?\s?warning|warning\smessage\sonly|do\snot\sneed\sto\sre-?send
        |no\saction\sis\srequired|attempts\swill\scontinue|temporary\sfailure
        |forsinket|verzögert|retard[ée]
        """, Options)]
    private static partial Regex Delayed();

    [GeneratedRegex(
        """
        permanent|given\sup|giving\sup|gave\sup|will\snot\s(be\s)?(retr|try)|not\sgoing\sto\stry|(has|have)\sfailed|undeliverable
        |could\snot\sbe\sdelivered\sto\sone|fatal\serror
        """, Options)]
    private static partial Regex Permanent();
}
