using System.Globalization;
using System.Runtime.CompilerServices;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Checks the time zone data and the Danish language data, which Debian has in packages of their own.</summary>
internal sealed class TimeZoneCheck : ISetupCheck
{
    private static readonly DateTimeOffset Summer = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public string Subject => "time zone";

    public string OnFailure => "install the packages tzdata and libicu";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (Refusal() is { } refusal)
        {
            yield return Finding.ToDo(Subject, refusal);
            yield break;
        }

        yield return Finding.Ok(Subject, $"{DanishCalendar.ZoneName} and Danish are known");
    }

    /// <summary>What is missing for Danish times and texts, and what to do; null if nothing is.</summary>
    public static string? Refusal() =>
        Refusal(() => DanishCalendar.TimeOf(Summer), () => CultureInfo.GetCultureInfo("da", predefinedOnly: true));

    /// <summary>The same, for what these find.</summary>
    internal static string? Refusal(Func<DateTimeOffset> summer, Func<CultureInfo> danish)
    {
        try
        {
            if (summer().Offset != TimeSpan.FromHours(2))
                return $"The time zone data of {DanishCalendar.ZoneName} is wrong: install Debian's package tzdata again.";
        }
        catch (Exception exception) when (
            (exception as TypeInitializationException)?.InnerException is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return $"There is no time zone {DanishCalendar.ZoneName} on this machine: install Debian's package tzdata.";
        }

        try
        {
            _ = danish();
            return null;
        }
        catch (CultureNotFoundException)
        {
            return "There is no data for Danish on this machine: install Debian's package libicu, and do not set "
                + "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";
        }
    }
}
