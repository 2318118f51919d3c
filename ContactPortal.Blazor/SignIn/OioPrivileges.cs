using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace ContactPortal.Blazor.SignIn;

/// <summary>A privilege of the OIO Basic Privilege Profile.</summary>
/// <param name="Name">The privilege.</param>
/// <param name="Cvr">The CVR number of the organisation that it is for; null when its scope names none.</param>
/// <param name="NarrowedBy">What limits it to less than the organisation: the kind of scope or constraint, without its value.</param>
internal sealed record OioPrivilege(string Name, string? Cvr, string? NarrowedBy);

/// <summary>
/// Reads claims with privileges in the OIO Basic Privilege Profile, "intermediate" model: XML as such, in base64 or in base64url, with or
/// without padding and byte order mark. The versions of the profile differ only in their namespaces.
/// </summary>
internal static class OioPrivileges
{
    private const string Root = "PrivilegeList";
    private const string Group = "PrivilegeGroup";
    private const string Privilege = "Privilege";
    private const string Constraint = "Constraint";
    private const string Scope = "Scope";
    private const string Name = "Name";
    private const string CvrNumber = ":cvrnumberidentifier";
    private const char ByteOrderMark = '\uFEFF';
    private const int Base64Quantum = 4;

    /// <summary>The largest XML, in characters.</summary>
    private const int MaxCharacters = 64 * 1024;

    /// <summary>The privileges in the claim; or none, and why it can't be read.</summary>
    public static (ImmutableArray<OioPrivilege> Privileges, string? Fault) Read(string claim)
    {
        var text = claim.Trim().Trim(ByteOrderMark);
        if (text.Length == 0)
            return ([], null);
        try
        {
            using var reader = text[0] == '<' ? new StringReader(text) : null;
            using var bytes = reader is null ? new MemoryStream(DecodeBase64(text)) : null;
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MaxCharacters };
            using var xml = reader is not null ? XmlReader.Create(reader, settings) : XmlReader.Create(bytes!, settings);
            var root = XDocument.Load(xml).Root!;
            return root.Name.LocalName == Root ? ([.. root.Elements().SelectMany(PrivilegesOf)], null) : ([], $"no {Root}");
        }
        catch (FormatException)
        {
            return ([], "neither XML nor base64");
        }
        catch (XmlException)
        {
            return ([], "no well-formed XML, too large, or with a DTD");
        }
    }

    private static byte[] DecodeBase64(string text)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var padded = (digits.Length + Base64Quantum - 1) / Base64Quantum * Base64Quantum;
        return Convert.FromBase64String(digits.PadRight(padded, '='));
    }

    private static IEnumerable<OioPrivilege> PrivilegesOf(XElement group)
    {
        if (group.Name.LocalName != Group)
            return [];
        var (kind, value) = SplitScope((string?)group.Attribute(Scope) ?? "");
        var cvr = IsCvrNumber(kind) ? value : null;

        // A constraint that repeats the organisation does not narrow it.
        var constraint = group.Elements().FirstOrDefault(
            c => c.Name.LocalName == Constraint && !(cvr is not null && IsCvrNumber((string?)c.Attribute(Name)) && c.Value.Trim() == cvr));
        var narrowedBy = cvr is null ? $"scope {kind}"
            : constraint is not null ? $"constraint {(string?)constraint.Attribute(Name)}"
            : null;
        return group.Elements().Where(p => p.Name.LocalName == Privilege)
            .Select(p => new OioPrivilege(p.Value.Trim(), cvr, narrowedBy));
    }

    private static (string Kind, string Value) SplitScope(string scope) => scope.LastIndexOf(':') is >= 0 and var at
        ? (scope[..at].Trim(), scope[(at + 1)..].Trim())
        : ("", scope);

    private static bool IsCvrNumber(string? kind) => kind?.EndsWith(CvrNumber, StringComparison.OrdinalIgnoreCase) == true;
}
