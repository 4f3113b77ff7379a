namespace LiveStyle.Transcoding.Preflight;

/// <summary>
/// Every kind of side data that ffprobe 5.1 to 8.0 can show, and what becomes of it: of the pictures that are restyled, of streams that are copied, and
/// of sound and subtitles that are coded anew. What is not here is named as lost.
/// </summary>
static class SideDataTable
{
    const PictureFate Lost = PictureFate.Lost, OfCoding = PictureFate.OfCoding;

    /// <summary>In no order.</summary>
    public static IReadOnlyList<SideDataRule> All { get; } =
    [
        // Words and codes inside the pictures.
        new(["A53 Closed Captions", "ATSC A53 Part 4 Closed Captions"], "closed captions inside the pictures", Lost, "restyled pictures don't carry them"),
        new(["Active Format Description data", "Active format description"], "the active format description (AFD)", Lost),
        new(["H.26[45] User Data Unregistered SEI message"], "user data inside the pictures (SEI)", PictureFate.LostBesideKeyFrames, "restyled pictures don't carry it"),
        new(["EXIF metadata"], "EXIF metadata", Lost) { Holders = [] },

        // Time.
        new(["SMPTE ST 12-1:2014 timecode", "SMPTE 12-1 timecode", "GOP timecode"], "the timecode inside the pictures", PictureFate.Timecode),
        new(["Producer Reference Time"], "the producer's reference time", Lost) { Holders = ["mp4", "mov"] },
        new(["RTCP Sender Report"], "the sender's clock (RTCP)", OfCoding),

        // Geometry. Of what Matroska tells of a turn, ffmpeg before 6.1 writes nothing.
        new(["Display Matrix", "3x3 displaymatrix"], "the turn of the picture", PictureFate.Turned) { Holders = ["mp4", "mov"] },
        new(["Stereo 3D"], "how two views lie in the picture (stereo 3D)", PictureFate.Marked) { Holders = ["mp4", "matroska", "webm"] },
        new(["Spherical Mapping"], "how the picture lies on a sphere (360°)", PictureFate.Marked) { Holders = ["mp4", "matroska", "webm"] },
        new(["3D Reference Displays Info", "3D Reference Displays Information"], "the displays that two views were made for", Lost) { Holders = [] },
        new(["View ID"], "the other views of a picture (MV-HEVC)", Lost, "only the first is restyled"),
        new(["Frame Cropping"], "the crop of the picture", PictureFate.Applied) { Holders = ["matroska", "webm"] },

        // ffmpeg gives it to every picture of MPEG-2, whether there is a window in it or not.
        new(["AVPanScan"], "the window of pan and scan", OfCoding),

        // Light and color.
        new(["Mastering display metadata"], "the screen that it was graded on (mastering display)", PictureFate.Mastering) { Holders = ["mp4", "mov", "matroska", "webm"] },
        new(["Content light level metadata"], "its content light level", PictureFate.Mastering) { Holders = ["mp4", "mov", "matroska", "webm"] },
        new(["Ambient viewing environment"], "the light of the room that it was graded in", Lost) { Holders = ["mp4", "mov"] },
        new(["ICC Profile", "ICC profile"], "the ICC profile", Lost, "colors are restyled as its other tags tell them") { Holders = [] },
        new(["DOVI configuration record", "Dolby Vision RPU Data", "Dolby Vision Metadata"], "Dolby Vision", Lost, "the film shows its base layer") { Holders = ["mp4", "matroska"] },
        new(["HDR10+ Dynamic Metadata (SMPTE 2094-40)", "HDR Dynamic Metadata SMPTE2094-40 (HDR10+)", "HDR10+ Dynamic Metadata SMPTE2094-40 (HDR10+)"],
            "HDR10+ metadata", Lost, "they are of other pictures than restyled ones"),
        new(["HDR Dynamic Metadata CUVA 005.1 2021 (Vivid)"], "HDR Vivid metadata", Lost, "they are of other pictures than restyled ones"),
        new(["Film grain parameters"], "film grain", PictureFate.Applied),
        new(["LCEVC NAL data"], "the enhancement layer (LCEVC)", Lost, "only the base layer is restyled"),

        // What decoders and filters add, or what only the coding needs.
        new(["Palette", "New Extradata", "Param Change", "H263 MB Info", "Quality stats", "CPB properties", "MPEGTS Stream ID"], "a property of the coding", OfCoding),
        new(["Motion vectors", "Video encoding parameters", "Regions Of Interest", "Bounding boxes for object detection and classification", "Encoding video hint"],
            "what a decoder tells of its work", OfCoding),

        // Beside VP8 and VP9 it is the alpha, which is told of by itself, and in Matroska and WebM the rest is named by its own name above.
        new(["Matroska BlockAdditional"], "additions to the packets", OfCoding) { Holders = ["matroska", "webm"] },
        new(["Encryption initialization data", "Encryption info"], "the encryption", PictureFate.Applied) { Holders = ["mp4"] },

        // Of sound. Lengths of what players skip are in each container's own way of telling them.
        new(["Skip Samples", "Skip samples"], "samples to skip", OfCoding),
        new(["Replay Gain", "AVReplayGain"], "the loudness for players (replay gain)", OfCoding), // Tags and codecs' headers hold it.
        new(["Audio Service Type", "Audio service type"], "what the sound is for", OfCoding) { GoesWithCoding = true },
        new(["AVMatrixEncoding"], "how surround is hidden in two channels (matrix encoding)", OfCoding) { GoesWithCoding = true },
        new(["Metadata relevant to a downmix procedure"], "how it is mixed down", OfCoding) { GoesWithCoding = true },
        new(["JP Dual Mono"], "which of two programs is left and right (dual mono)", OfCoding) { GoesWithCoding = true },
        new(["Fallback track"], "which track takes another's place", OfCoding) { Holders = [] },
        new(["IAMF Mix Gain Parameter Data", "IAMF Demixing Info Parameter Data", "IAMF Recon Gain Info Parameter Data"], "how its parts are mixed (IAMF)", OfCoding)
        {
            Holders = ["mp4"], GoesWithCoding = true,
        },

        // Of subtitles and tags that change on the way.
        new(["WebVTT ID", "WebVTT Settings"], "names and places of cues (WebVTT)", OfCoding) { Holders = ["matroska", "webm"], GoesWithCoding = true },
        new(["Subtitle Position"], "places of subtitles", OfCoding) { Holders = [], GoesWithCoding = true },
        new(["Strings Metadata", "Metadata Update"], "tags that change on the way", Lost, "a film has one set of tags") { Holders = [], GoesWithCoding = true },
    ];

    static readonly Dictionary<string, SideDataRule> ByName = All.SelectMany(rule => rule.Names.Select(name => (name, rule))).ToDictionary(StringComparer.Ordinal);

    /// <summary>The rule of a name; one that names it as lost where nobody has heard of it.</summary>
    /// <param name="type">ffmpeg's name.</param>
    public static SideDataRule Of(string type) =>
        ByName.GetValueOrDefault(type) ?? new SideDataRule([type], $"\"{type}\"", Lost, "this program does not know what it is") { Holders = [], GoesWithCoding = true };
}
