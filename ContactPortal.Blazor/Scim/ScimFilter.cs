using System.Collections.Immutable;
using System.Text.Json;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Scim;

/// <summary>
/// Parses filters (RFC 7644, section 3.4.2.2): comparisons with <c>eq</c>, joined by <c>and</c>; operators and attributes in any case,
/// values quoted or not. Anything else is refused as <c>invalidFilter</c>. Pure.
/// </summary>
internal static class ScimFilter
{
    private const string Equal = "eq";
    private const string And = "and";
    private const int Longest = 2000;

    /// <summary>The conditions of a filter on users.</summary>
    public static ImmutableArray<ProvisionedCondition> OfUsers(string filter) =>
        [.. Parse(filter).SelectMany(OfUser)];

    /// <summary>The comparisons of a filter. One of a value path without a comparison (<c>emails[…]</c>) has an empty value.</summary>
    public static ImmutableArray<ScimCondition> Parse(string filter)
    {
        if (filter.Length > Longest)
            throw Invalid(filter[..Longest]);
        var conditions = ImmutableArray.CreateBuilder<ScimCondition>();
        var rest = filter.AsSpan().Trim();
        while (true)
        {
            var path = TakePath(ref rest, filter);
            if (path.EndsWith(']') && (rest.IsEmpty || StartsWithWord(rest, And)))
            {
                conditions.Add(new(path, ""));
            }
            else
            {
                TakeWord(ref rest, Equal, filter);
                conditions.Add(new(path, TakeValue(ref rest, filter)));
            }

            if (rest.IsEmpty)
                return conditions.ToImmutable();
            TakeWord(ref rest, And, filter);
        }
    }

    private static IEnumerable<ProvisionedCondition> OfUser(ScimCondition condition)
    {
        var path = ScimPath.Parse(condition.Path, ScimErrorType.InvalidFilter);
        var isValue = path.Sub is null or ScimPath.Value;
        switch (path.Target)
        {
            case ScimTarget.Id:
                return [new(ProvisionedKey.Id, condition.Value)];
            case ScimTarget.UserName:
                return [new(ProvisionedKey.UserName, condition.Value)];
            case ScimTarget.ExternalId:
                return [new(ProvisionedKey.ExternalId, condition.Value)];
            case ScimTarget.Active:
                return [new(ProvisionedKey.Active, condition.Value)];
            case ScimTarget.Rid:
                return [new(ProvisionedKey.Rid, condition.Value)];
            case ScimTarget.ProfessionalUuid:
                return [new(ProvisionedKey.ProfessionalUuid, condition.Value)];
            case ScimTarget.Emails when isValue && condition.Value.Length > 0 && OnlyWork(path.Conditions):
                return [new(ProvisionedKey.WorkEmail, condition.Value)];
            case ScimTarget.Emails when path.Sub is null && condition.Value.Length == 0
                && path.Conditions.FirstOrDefault(c => ScimPath.IsValue(c.Path)) is { } value
                && OnlyWork(path.Conditions.Remove(value)):
                return [new(ProvisionedKey.WorkEmail, value.Value)];
            default:
                throw Invalid(condition.Path);
        }
    }

    private static bool OnlyWork(ImmutableArray<ScimCondition> conditions) => conditions.All(ScimPath.IsTypeWork);

    // Up to the next blank outside of brackets and quotes.
    private static string TakePath(ref ReadOnlySpan<char> rest, string filter)
    {
        var (depth, quoted, end) = (0, false, 0);
        for (; end < rest.Length && (depth > 0 || quoted || !char.IsWhiteSpace(rest[end])); end++)
        {
            if (rest[end] == '"')
                quoted = !quoted;
            else if (!quoted)
                depth += rest[end] == '[' ? 1 : rest[end] == ']' ? -1 : 0;
        }

        if (end == 0 || depth != 0 || quoted)
            throw Invalid(filter);
        var path = rest[..end].ToString();
        rest = rest[end..].TrimStart();
        return path;
    }

    private static void TakeWord(ref ReadOnlySpan<char> rest, string word, string filter)
    {
        if (!StartsWithWord(rest, word))
            throw Invalid(filter);
        rest = rest[word.Length..].TrimStart();
    }

    private static bool StartsWithWord(ReadOnlySpan<char> rest, string word) =>
        rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) && rest.Length > word.Length && char.IsWhiteSpace(rest[word.Length]);

    private static string TakeValue(ref ReadOnlySpan<char> rest, string filter)
    {
        if (rest.IsEmpty)
            throw Invalid(filter);
        var isQuoted = rest[0] == '"';
        var end = isQuoted ? EndOfQuoted(rest) : rest.IndexOfAny(' ', '\t');
        if (end < 0)
            end = isQuoted ? throw Invalid(filter) : rest.Length;
        var text = rest[..end].ToString();
        rest = rest[end..].TrimStart();
        return isQuoted ? Unquoted(text, filter) : text;
    }

    // The index after the closing quote; negative when there is none.
    private static int EndOfQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i + 1;
        }

        return -1;
    }

    // A value is a JSON string.
    private static string Unquoted(string text, string filter)
    {
        try
        {
            using var value = JsonDocument.Parse(text);
            return value.RootElement.GetString()!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Invalid(filter);
        }
    }

    private static ScimException Invalid(string filter) =>
        ScimException.BadRequest(ScimErrorType.InvalidFilter, nameof(ScimTexts.FilterInvalid), filter);
}
