using System.Globalization;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Verification;

/// <summary>
/// The end of an organisation's history at one moment, kept outside of the database: whoever rewrites the whole chain, cuts its end or
/// removes the organisation is found by it.
/// </summary>
/// <param name="At">When it was written.</param>
/// <param name="Organisation">The organisation.</param>
/// <param name="Number">The number of the newest entry.</param>
/// <param name="Hash">The newest entry's hash, in hexadecimal.</param>
public sealed record HistoryAnchor(DateTimeOffset At, OrganisationCode Organisation, long Number, string Hash)
{
    private const char Separator = ' ';

    /// <summary>The anchor as a line of a file: time, organisation, number and hash, separated by blanks.</summary>
    public string ToLine() =>
        string.Create(CultureInfo.InvariantCulture, $"{At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} {Organisation} {Number} {Hash}");

    /// <summary>The anchor of a line; null if the line is none.</summary>
    public static HistoryAnchor? Parse(string line) =>
        line.Split(Separator) is [var at, var organisation, var number, var hash]
        && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && OrganisationCode.Parse(organisation) is { } code
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var newest)
            ? new(time, code, newest, hash)
            : null;
}
