using System.Globalization;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.Imports;

/// <summary>The arguments of the commands that take in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Organisation">The municipality; null when none is given.</param>
/// <param name="MissingHaveLeft">How many persons who are missing in the file have left; null when they stay.</param>
/// <param name="Apply">Whether the plan is carried out.</param>
internal sealed record ImportArguments(string File, OrganisationCode? Organisation, int? MissingHaveLeft, bool Apply)
{
    private const string OrganisationOption = "--organisation";
    private const string MissingOption = "--missing-have-left";
    private const string ApplyOption = "--apply";

    /// <summary>Parses the arguments behind the name of a command; null when they are wrong.</summary>
    public static ImportArguments? Parse(ReadOnlySpan<string> arguments)
    {
        var (parsed, hasFile) = (new ImportArguments("", null, null, Apply: false), false);
        while (!arguments.IsEmpty)
        {
            switch (arguments)
            {
                case [ApplyOption, ..]:
                    parsed = parsed with { Apply = true };
                    arguments = arguments[1..];
                    break;
                case [OrganisationOption, var code, ..] when OrganisationCode.Parse(code) is { } organisation:
                    parsed = parsed with { Organisation = organisation };
                    arguments = arguments[2..];
                    break;
                case [MissingOption, var number, ..]
                    when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var missing):
                    parsed = parsed with { MissingHaveLeft = missing };
                    arguments = arguments[2..];
                    break;
                case [var file, ..] when !hasFile && !file.StartsWith('-'):
                    (parsed, hasFile) = (parsed with { File = file }, true);
                    arguments = arguments[1..];
                    break;
                default:
                    return null;
            }
        }

        return hasFile ? parsed : null;
    }
}
