namespace ContactPortal.Domain.Live;

/// <summary>
/// Whether the database answers when what pages show is compared with it. While it does not, they show what they had, and say so.
/// </summary>
public sealed class Freshness
{
    private readonly Listeners<bool> listeners = new();
    private readonly Lock gate = new();
    private long asked;
    private long answered;
    private volatile bool isLost;

    /// <summary>Whether the last question was answered; so it is before the first.</summary>
    public bool IsKept => !isLost;

    /// <summary>Calls back when it has become otherwise, from any thread; the callback must be short and never throw.</summary>
    public IDisposable Watch(Action changed) => listeners.Add(_ => changed());

    /// <summary>Puts a question to the database, and takes its answer or its failure for a sign.</summary>
    internal async Task<T> AskAsync<T>(Func<Task<T>> question)
    {
        var number = Interlocked.Increment(ref asked);
        try
        {
            var answer = await question();
            Judge(number, lost: false);
            return answer;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Judge(number, lost: true);
            throw;
        }
    }

    // A question that hung while the database was away may fail after a later one was answered.
    private void Judge(long number, bool lost)
    {
        lock (gate)
        {
            if (number < answered)
                return;
            answered = number;
            if (isLost == lost)
                return;
            isLost = lost;
        }

        listeners.Tell(lost);
    }
}
