/** A bean that nobody unregisters. */
public class Leaked implements LeakedMBean {

    @Override
    public int getNumber() {
        return 1;
    }
}
