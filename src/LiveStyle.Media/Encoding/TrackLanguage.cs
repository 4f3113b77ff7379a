
namespace LiveStyle.Media.Encoding;

/// <summary>Languages as the tracks of a QuickTime file know them: from a list of Apple's, some by older codes.</summary>
static class TrackLanguage
{
    static readonly HashSet<string> Known =
    [
        .. ("eng fra ger ita dut sve spa dan por nor heb jpn ara fin gre ice mlt tur chi urd hin tha kor lit pol hun est lav rus iri alb ron ces slk slv yid "
            + "mac bul ukr bel uzb kaz aze arm geo mol kir tgk tuk mon pus kur kas snd tib nep san mar ben asm guj ori mal kan tam tel bur khm lao vie ind tgl "
            + "may amh tir orm som swa run mlg epo wel baq cat lat que grn aym tat uig dzo jav").Split(' '),
    ];

    /// <summary>Codes of today, or of libraries, for which the list has another.</summary>
    static readonly Dictionary<string, string> Older = new()
    {
        ["deu"] = "ger", ["nld"] = "dut", ["swe"] = "sve", ["ell"] = "gre", ["isl"] = "ice", ["zho"] = "chi", ["sqi"] = "alb", ["mkd"] = "mac",
        ["hye"] = "arm", ["kat"] = "geo", ["bod"] = "tib", ["mya"] = "bur", ["msa"] = "may", ["cym"] = "wel", ["eus"] = "baq",
        ["fre"] = "fra", ["rum"] = "ron", ["cze"] = "ces", ["slo"] = "slk",
    };

    /// <summary>The code to write to a container; null: it has none for this language.</summary>
    public static string? In(OutputContainer container, string language) =>
        container.Muxer is not "mov" ? language
        : Older.TryGetValue(language, out string? older) ? older
        : Known.Contains(language) || language is "und" ? language : null;
}
