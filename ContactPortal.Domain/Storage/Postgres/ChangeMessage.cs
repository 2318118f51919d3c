using System.Globalization;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Storage.Postgres;

/// <summary>Encodes changes as backplane messages.</summary>
internal static class ChangeMessage
{
    /// <summary>
    /// The message of a change, sent with its commit. The own process receives it too: a caller that gave up waiting for the commit has not
    /// published the change.
    /// </summary>
    public static string Encode(Change change) =>
        Backplane.Encode(
            BackplaneTopics.Change, Backplane.AnySender,
            string.Create(CultureInfo.InvariantCulture, $"{change.Organisation} {change.Number}"));

    /// <summary>Decodes a change; null when the body is malformed.</summary>
    public static Change? TryDecode(string body) =>
        body.Split(' ') is [var code, var text]
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var organisation)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Change(new OrganisationCode(organisation), number)
            : null;
}
