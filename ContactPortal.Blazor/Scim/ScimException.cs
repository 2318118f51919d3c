using System.Globalization;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Scim;

/// <summary>A request that is refused, with what the client is told; answered by <see cref="ScimResult.Of(ScimException)"/>.</summary>
internal sealed class ScimException(int status, string? type, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The value of <c>scimType</c>; null for none.</summary>
    public string? Type => type;

    /// <summary>A bad request; the detail is given in all languages, since a client has none.</summary>
    /// <param name="type">The value of <c>scimType</c>.</param>
    /// <param name="text">The key of the text.</param>
    /// <param name="values">What is filled into it.</param>
    public static ScimException BadRequest(string type, string text, params object[] values) =>
        new(StatusCodes.Status400BadRequest, type, Both(text, values));

    /// <summary>Nothing is there; also for what is another organisation's.</summary>
    public static ScimException NotFound() =>
        new(StatusCodes.Status404NotFound, type: null, Both(nameof(ScimTexts.NotFound)));

    /// <summary>The text in all languages.</summary>
    public static string Both(string text, params object[] values) => string.Join(
        " / ", Languages.All.Select(language => string.Format(
            CultureInfo.InvariantCulture, ScimTexts.ResourceManager.GetString(text, language)!, values)));
}
