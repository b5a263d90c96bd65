/** What the leaked bean shows. */
public interface LeakedMBean {

    int getNumber();
}
