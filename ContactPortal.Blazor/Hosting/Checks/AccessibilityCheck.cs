using System.Globalization;
using System.Runtime.CompilerServices;
using ContactPortal.Blazor.Layout;
using ContactPortal.Domain.Text;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Reminds of the yearly review of the accessibility statement (O6).</summary>
internal sealed class AccessibilityCheck(IOptions<AccessibilityOptions> options, TimeProvider clock) : ISetupCheck
{
    public string Subject => "statement";

    public string OnFailure => "check Accessibility:Statement and :ReviewedOn";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var reviewed = options.Value.ReviewedOn;
        var text = string.Create(CultureInfo.InvariantCulture, $"the statement was reviewed on {reviewed:yyyy-MM-dd}");
        yield return reviewed.AddYears(1) > DanishCalendar.Of(clock.GetUtcNow())
            ? Finding.Ok(Subject, text)
            : Finding.ToDo(Subject, $"{text}: review it, also at was.digst.dk, and set Accessibility:ReviewedOn to the day");
        yield return Finding.Ok(
            Subject, options.Value.Statement.Length > 0
                ? $"/was leads to {options.Value.Statement}"
                : "/was leads to the portal's own statement, since Accessibility:Statement is not set");
    }
}
