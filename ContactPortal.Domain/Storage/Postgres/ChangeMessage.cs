using System.Globalization;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>How a change is spoken of between processes.</summary>
internal static class ChangeMessage
{
    /// <summary>
    /// The word of a change, which goes out with its commit. Its own process listens too: whoever gave up waiting for the commit has told
    /// nobody.
    /// </summary>
    public static string Encode(Change change) =>
        Backplane.Encode(BackplaneTopics.Change, Backplane.AnySender, string.Create(CultureInfo.InvariantCulture, $"{change.Organisation} {change.Number}"));

    /// <summary>The change that is spoken of; null when it is none.</summary>
    public static Change? TryDecode(string body) =>
        body.Split(' ') is [var code, var text]
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var organisation)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Change(new OrganisationCode(organisation), number)
            : null;
}
