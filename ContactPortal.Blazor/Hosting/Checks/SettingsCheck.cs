using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Validates the settings, as the start does.</summary>
internal sealed class SettingsCheck(IStartupValidator validator) : ISetupCheck
{
    public string Subject => "settings";

    public string OnFailure => "correct the keys that are named";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var failures = Failures();
        foreach (var failure in failures)
            yield return Finding.ToDo(Subject, failure);
        if (failures.Count == 0)
            yield return Finding.Ok(Subject, "every section is valid");
    }

    private List<string> Failures()
    {
        try
        {
            validator.Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (AggregateException exception)
        {
            return [.. exception.InnerExceptions.SelectMany(e => e is OptionsValidationException o ? o.Failures : [e.Message])];
        }
    }
}
