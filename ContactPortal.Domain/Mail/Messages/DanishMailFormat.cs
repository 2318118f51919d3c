using System.Collections.Immutable;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Mail;

/// <summary>Formats numbers, dates and lists in mails: always in Danish, whatever the user's language.</summary>
internal static class DanishMailFormat
{
    static DanishMailFormat() => MailTexts.Culture = Languages.Danish;

    /// <summary>Formats a text with its placeholders replaced.</summary>
    public static string Fill(string text, params object?[] values) => string.Format(Languages.Danish, text, values);

    /// <summary>A number with its noun: "1 post", "1.200 poster".</summary>
    public static string Count(int count, string one, string many) => Fill(count == 1 ? one : many, count);

    /// <summary>A month: "oktober 2026".</summary>
    public static string MonthOf(Period period) => period.FirstDay.ToString("MMMM yyyy", Languages.Danish);

    /// <summary>A day: "10. november 2026".</summary>
    public static string DayOf(DateOnly day) => day.ToString("d. MMMM yyyy", Languages.Danish);

    /// <summary>Names in a sentence: "Ali, Mette og Søren".</summary>
    public static string JoinList(ImmutableArray<string> names) =>
        ListFormat.Join(names, (before, last) => Fill(MailTexts.And, before, last));
}
